// The family tree of a dynasty as places on a plane: generations from top to bottom, children below their parents, those
// who married into it beside their spouse. In px, all places are centres of boxes.

export interface Person {
  character_id: number;
  father_id: number | null;
  mother_id: number | null;
  /** character_ids */
  spouses: readonly number[];
}

export interface Place {
  id: number;
  x: number;
  y: number;
}

export interface Tie {
  from: number;
  to: number;
  kind: 'child' | 'marriage';
}

export interface Tree {
  places: Place[];
  ties: Tie[];
  width: number;
  height: number;
}

export const kBox = { width: 172, height: 46 };
const kGap = { x: 18, y: 44 };
const kStep = kBox.width + kGap.x;

/** Those of the blood of `rulers`: one line of ancestors each (rulers first, then fathers), and all descendants of these.
 *  Who married into it is laid out, but not followed. */
export function bloodOf(people: ReadonlyMap<number, Person>, rulers: readonly number[]): Set<number> {
  const children = childrenOf(people);
  const blood = new Set<number>();
  for (const ruler of rulers) {
    for (let at = people.get(ruler); at && !blood.has(at.character_id);) {
      blood.add(at.character_id);
      const parents = [at.father_id, at.mother_id].filter((id) => id !== null && people.has(id)) as number[];
      const next = parents.find((id) => rulers.includes(id)) ?? parents[0];
      at = next === undefined ? undefined : people.get(next);
    }
  }
  const down = [...blood];
  const seen = new Set<number>();
  for (let id = down.pop(); id !== undefined; id = down.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    blood.add(id);
    down.push(...(children.get(id) ?? []));
  }
  return blood;
}

export function layout(people: ReadonlyMap<number, Person>, rulers: readonly number[]): Tree {
  const blood = bloodOf(people, rulers);
  const partners = partnersOf(people);
  const below = new Map<number, number[]>();
  const roots: number[] = [];
  for (const id of [...blood].sort((a, b) => a - b)) {
    const parent = parentOf(people.get(id) as Person, blood, people);
    if (parent === null) roots.push(id);
    else below.set(parent, [...(below.get(parent) ?? []), id]);
  }
  const tree: Tree = { places: [], ties: [], width: 0, height: 0 };
  const placed = new Map<number, Place>();
  const put = (id: number, x: number, depth: number) => {
    const place = { id, x, y: kBox.height / 2 + depth * (kBox.height + kGap.y) };
    placed.set(id, place);
    tree.places.push(place);
  };
  // Gives the right end of what lies below and beside the person.
  const walk = (id: number, left: number, depth: number): number => {
    const beside = [...(partners.get(id) ?? [])].filter((partner) => !blood.has(partner) && !placed.has(partner));
    const width = (1 + beside.length) * kStep;
    let right = left;
    const children = below.get(id) ?? [];
    put(id, 0, depth); // taken; moved to its place below
    for (const spouse of beside) put(spouse, 0, depth);
    for (const child of children) right = walk(child, right, depth + 1);
    const spare = Math.max(0, width - (right - left));
    if (spare > 0) for (const child of children) shift(child, spare / 2);
    right += spare;
    const start = (left + right - width) / 2 + kStep / 2;
    [id, ...beside].forEach((each, at) => ((placed.get(each) as Place).x = start + at * kStep));
    married.set(id, beside);
    return right;
  };
  const married = new Map<number, number[]>();
  const shift = (id: number, by: number) => {
    for (const each of [id, ...(married.get(id) ?? [])]) (placed.get(each) as Place).x += by;
    for (const child of below.get(id) ?? []) shift(child, by);
  };
  let right = 0;
  for (const root of roots) right = walk(root, right, 0);
  tree.width = right;
  tree.height = Math.max(kBox.height, ...tree.places.map(({ y }) => y + kBox.height / 2));
  tree.ties = tiesOf(people, placed);
  return tree;
}

function tiesOf(people: ReadonlyMap<number, Person>, placed: ReadonlyMap<number, Place>): Tie[] {
  const ties: Tie[] = [];
  for (const id of placed.keys()) {
    const { father_id, mother_id, spouses } = people.get(id) as Person;
    for (const parent of [father_id, mother_id]) {
      if (parent !== null && parent !== id && placed.has(parent)) ties.push({ from: parent, to: id, kind: 'child' });
    }
    for (const spouse of spouses) {
      const twice = people.get(spouse)?.spouses.includes(id) && spouse < id;
      if (placed.has(spouse) && !twice) ties.push({ from: id, to: spouse, kind: 'marriage' });
    }
  }
  return ties;
}

function childrenOf(people: ReadonlyMap<number, Person>): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const { character_id, father_id, mother_id } of people.values()) {
    for (const parent of [father_id, mother_id]) {
      if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), character_id]);
    }
  }
  return children;
}

// Whom a person has married or has a child with.
function partnersOf(people: ReadonlyMap<number, Person>): Map<number, Set<number>> {
  const partners = new Map<number, Set<number>>();
  const add = (a: number | null, b: number | null) => {
    if (a === null || b === null || a === b || !people.has(a) || !people.has(b)) return;
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      partners.set(one, (partners.get(one) ?? new Set()).add(other));
    }
  };
  for (const { character_id, father_id, mother_id, spouses } of people.values()) {
    add(father_id, mother_id);
    for (const spouse of spouses) add(character_id, spouse);
  }
  return partners;
}

// Below the father if he is of the blood, else below the mother. A file that makes somebody their own ancestor gets a root.
function parentOf(person: Person, blood: ReadonlySet<number>, people: ReadonlyMap<number, Person>): number | null {
  for (const parent of [person.father_id, person.mother_id]) {
    if (parent !== null && blood.has(parent) && !descends(parent, person.character_id, people)) return parent;
  }
  return null;
}

function descends(id: number, from: number, people: ReadonlyMap<number, Person>): boolean {
  const seen = new Set<number>();
  const up = [id];
  for (let at = up.pop(); at !== undefined; at = up.pop()) {
    if (at === from) return true;
    const person = people.get(at);
    if (!person || seen.has(at)) continue;
    seen.add(at);
    for (const parent of [person.father_id, person.mother_id]) if (parent !== null) up.push(parent);
  }
  return false;
}
