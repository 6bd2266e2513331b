// A value for each tile (its owner, its terrain) at any turn: changes are applied going forward and undone going back, so
// that a step costs what changed in it, in both directions.

export interface Change {
  turn: number;
  /** Index of the tile. */
  tile: number;
  value: number;
}

export class Replay {
  /** The values at `turn`. Not to be written to. */
  readonly values: Int16Array;
  #turns: Int32Array;
  #tiles: Int32Array;
  #after: Int16Array;
  #before: Int16Array;
  #next = 0; // the first change that is not applied

  /** `start` is what holds before the first change; changes in any order. */
  constructor(start: Int16Array, changes: readonly Change[]) {
    const ordered = [...changes].sort((a, b) => a.turn - b.turn);
    this.values = start.slice();
    this.#turns = Int32Array.from(ordered, (each) => each.turn);
    this.#tiles = Int32Array.from(ordered, (each) => each.tile);
    this.#after = Int16Array.from(ordered, (each) => each.value);
    this.#before = new Int16Array(ordered.length);
    const now = start.slice();
    ordered.forEach(({ tile, value }, at) => {
      this.#before[at] = now[tile] ?? 0;
      now[tile] = value;
    });
  }

  /** Goes to the end of a turn. Whether any value changed on the way. */
  seek(turn: number): boolean {
    const from = this.#next;
    while (this.#next < this.#turns.length && this.#turns[this.#next]! <= turn) {
      this.values[this.#tiles[this.#next]!] = this.#after[this.#next]!;
      this.#next += 1;
    }
    while (this.#next > 0 && this.#turns[this.#next - 1]! > turn) {
      this.#next -= 1;
      this.values[this.#tiles[this.#next]!] = this.#before[this.#next]!;
    }
    return this.#next !== from;
  }
}
