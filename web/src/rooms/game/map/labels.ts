// Where names are written so that none covers another: the most important first, each at the first of a few places beside
// its mark that is free, or nowhere.

export interface Label {
  /** The middle of its mark, in pixels. */
  x: number;
  y: number;
  /** Of the text. */
  width: number;
  height: number;
  /** Room that the mark takes around its middle. */
  radius: number;
}

/** Middle of the text. */
export type Place = { x: number; y: number } | null;

/** A place for each label, in the order given, which is that of importance. */
export function placed(labels: readonly Label[], margin = 3): Place[] {
  const taken = new Grid();
  for (const { x, y, radius } of labels) taken.add(x - radius, y - radius, x + radius, y + radius);
  return labels.map(({ x, y, width, height, radius }) => {
    const down = radius + height / 2 + 2;
    const aside = radius + width / 2 + 4;
    const tries = [
      { x, y: y + down },
      { x, y: y - down },
      { x: x + aside, y },
      { x: x - aside, y },
    ];
    for (const place of tries) {
      const left = place.x - width / 2 - margin;
      const top = place.y - height / 2;
      const box = [left, top, left + width + 2 * margin, top + height] as const;
      if (taken.meets(...box)) continue;
      taken.add(...box);
      return place;
    }
    return null;
  });
}

// Boxes by the squares they touch, so that hundreds of labels stay cheap.
class Grid {
  #squares = new Map<number, number[]>();
  #boxes: (readonly [number, number, number, number])[] = [];

  add(left: number, top: number, right: number, bottom: number) {
    const index = this.#boxes.push([left, top, right, bottom]) - 1;
    each(left, top, right, bottom, (key) => {
      const square = this.#squares.get(key);
      if (square) square.push(index);
      else this.#squares.set(key, [index]);
      return false;
    });
  }

  meets(left: number, top: number, right: number, bottom: number): boolean {
    return each(left, top, right, bottom, (key) =>
      (this.#squares.get(key) ?? []).some((index) => {
        const [l, t, r, b] = this.#boxes[index]!;
        return l < right && r > left && t < bottom && b > top;
      }),
    );
  }
}

const kSquare = 64;

function each(left: number, top: number, right: number, bottom: number, visit: (key: number) => boolean): boolean {
  for (let row = Math.floor(top / kSquare); row <= Math.floor(bottom / kSquare); ++row) {
    for (let column = Math.floor(left / kSquare); column <= Math.floor(right / kSquare); ++column) {
      if (visit(row * 4096 + column)) return true;
    }
  }
  return false;
}
