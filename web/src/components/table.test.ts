import { expect, test } from 'vitest';
import { filtered, sorted, toCsv, toggled, toTsv, type Column } from './table';

interface City {
  name: string;
  food: number | null;
}
const cities: City[] = [
  { name: 'Ostia', food: 2 },
  { name: 'roma 10', food: null },
  { name: 'Roma 9', food: 11 },
];
const columns: Column<City>[] = [
  { key: 'name', title: 'City', value: ({ name }) => name },
  { key: 'food', title: 'Food', unit: 'per turn', value: ({ food }) => food, type: 'number' },
];
const names = (rows: readonly City[]) => rows.map(({ name }) => name);

test('numbers by size, and what has none comes last both ways', () => {
  expect(names(sorted(cities, columns, { key: 'food', descending: false }))).toEqual(['Ostia', 'Roma 9', 'roma 10']);
  expect(names(sorted(cities, columns, { key: 'food', descending: true }))).toEqual(['Roma 9', 'Ostia', 'roma 10']);
});

test('text as people order it', () => {
  expect(names(sorted(cities, columns, { key: 'name', descending: false }))).toEqual(['Ostia', 'Roma 9', 'roma 10']);
});

test('the first click on numbers brings the largest, the second turns it', () => {
  const food = columns[1] as Column<City>;
  const first = toggled(null, food);
  expect([first.descending, toggled(first, food).descending]).toEqual([true, false]);
});

test('each word narrows', () => expect(names(filtered(cities, columns, 'ROMA 11'))).toEqual(['Roma 9']));

test('text for other programs', () => {
  expect(toTsv(cities.slice(0, 2), columns)).toBe('City\tFood (per turn)\nOstia\t2\nroma 10\t\n');
  const odd = [
    { name: 'a, "b"', food: -1 },
    { name: '=1+1', food: 0 },
  ];
  expect(toCsv(odd, columns)).toBe('City,Food (per turn)\n"a, ""b""",-1\n\'=1+1,0\n');
});
