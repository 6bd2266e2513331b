import { expect, test } from 'vitest';

import type { Schemas } from '../../lib/api';
import { datesOf, daysOf, placeOf, shortNames, yearsOf } from './calendar';
import { byNation, selected } from './selection';

type Game = Schemas['Game'];
const game = (owner: string, nation: string | null, days: (string | null)[], result: Game['result'] = 'open') =>
  ({
    owner_name: owner,
    owner_nation: nation,
    result,
    players: [{ human: true, nation: 'NATION_ROME', name: 'somebody' }],
    saves: days.map((save_date) => ({ save_date })),
  }) as unknown as Game;
const games = [
  game('Livia', 'NATION_ROME', ['2025-01-01', '2025-01-01', '2024-12-31'], 'won'),
  game('Livia', 'NATION_EGYPT', ['2025-01-01'], 'lost'),
  game('Ada', null, [null]),
];
const all = { owner: '', nation: '', from: '', to: '' };

test('a game is counted once, with the saves that are in', () => {
  expect(selected(games, all)).toHaveLength(3);
  expect(selected(games, { ...all, owner: 'Livia' })).toHaveLength(2);
  expect(selected(games, { ...all, nation: 'NATION_ROME' })).toHaveLength(2); // without an owner: the first human's
  const january = selected(games, { ...all, from: '2025-01-01', to: '2025-01-31' });
  expect(january.map(({ saves }) => saves.length)).toEqual([2, 1]);
});

test('games and wins by nation', () => {
  expect(byNation(games)).toEqual([
    { nation: 'NATION_ROME', games: 2, won: 1, lost: 0, other: 1 },
    { nation: 'NATION_EGYPT', games: 1, won: 0, lost: 1, other: 0 },
  ]);
});

test('a day is split between nations and counts games, not saves', () => {
  const days = daysOf(games);
  expect(days.map(({ date, nations }) => [date, nations.length])).toEqual([
    ['2024-12-31', 1],
    ['2025-01-01', 2],
  ]);
  expect(days[1]?.nations.map(({ games }) => games)).toEqual([1, 1]);
  expect(yearsOf(days)).toEqual([2025, 2024]);
});

test('a whole year, weeks from Monday', () => {
  expect([datesOf(2024).length, datesOf(2025).length]).toEqual([366, 365]);
  expect(placeOf('2025-01-01')).toEqual({ week: 0, weekday: 2 }); // a Wednesday
  expect(placeOf('2025-01-06')).toEqual({ week: 1, weekday: 0 });
  expect(placeOf('2024-12-31')).toEqual({ week: 52, weekday: 1 });
});

test('a nation is told from the others by as few letters as it takes', () => {
  expect([...shortNames(['Rome', 'Persia', 'Ptolemy', 'Unknown nation']).values()]).toEqual(['R', 'Pe', 'Pt', 'U']);
  expect([...shortNames(['Rom', 'Rome']).values()]).toEqual(['Rom', 'Rome']);
});
