import { expect, test } from 'vitest';

import { kBox, layout, type Person, type Place } from './tree';

const person = (
  character_id: number,
  father_id: number | null = null,
  mother_id: number | null = null,
  spouses: number[] = [],
) => [character_id, { character_id, father_id, mother_id, spouses }] as const;
const tree = (rulers: number[], ...people: (readonly [number, Person])[]) => layout(new Map(people), rulers);

function overlaps(places: Place[]): boolean {
  return places.some((a, at) => places.slice(at + 1).some((b) => a.y === b.y && Math.abs(a.x - b.x) < kBox.width));
}

test('parents stand above their children, spouses beside, nobody on top of another', () => {
  const { places, ties, width } = tree(
    [1],
    person(1, null, null, [2, 3]),
    person(2, null, null, [1]),
    person(3),
    person(4, 1, 2),
    person(5, 1, 2, [6]),
    person(6, null, null, [5]),
    person(7, 5, 6),
    person(8, 5, 6),
    person(9, 5, 6),
    person(99), // no kin
  );
  const at = (id: number) => places.find((place) => place.id === id) as Place;
  expect(places.map(({ id }) => id).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(at(2).y).toBe(at(1).y);
  expect(at(4).y).toBeGreaterThan(at(1).y);
  expect(at(7).y).toBeGreaterThan(at(5).y);
  expect(overlaps(places)).toBe(false);
  expect(Math.max(...places.map(({ x }) => x + kBox.width / 2))).toBeLessThanOrEqual(width);
  expect(ties.filter(({ kind }) => kind === 'marriage')).toHaveLength(3);
  expect(ties.filter(({ kind }) => kind === 'child')).toHaveLength(10);
});

test('a person whose parents are not in the file, and one who is their own ancestor', () => {
  expect(tree([1], person(1, 77, 78)).places).toHaveLength(1);
  expect(tree([1], person(1, 2), person(2, 1)).places).toHaveLength(2);
  expect(tree([5]).places).toEqual([]);
});

test('a parent who is not listed as a spouse stands beside the other one', () => {
  const { places } = tree([3, 1], person(1), person(2), person(3, 2, 1)); // the mother ruled before
  const at = (id: number) => places.find((place) => place.id === id) as Place;
  expect(at(2).y).toBe(at(1).y);
  expect(Math.abs(at(2).x - at(1).x)).toBeLessThan(2 * kBox.width);
  expect(overlaps(places)).toBe(false);
});
