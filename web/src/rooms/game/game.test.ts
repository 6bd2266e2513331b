import { expect, test } from 'vitest';

import { stackedBarChart } from '../../components/chart/bars';
import { lineChart, valueAt } from '../../components/chart/lines';
import { grouped, rowsOf } from '../../lib/tables';
import { hiddenIn, labelled, type GamePlayer } from './context.svelte';
import { lawsOfPlayers, lawText } from './laws/laws';
import { ranked, type Figures } from './overview/figures';
import { pivot, playerLines, stepLines } from './players';
import { gridLines, type Happening } from './timeline/grid';

const player = (player_id: number, nation = 'NATION_ROME', name = '') => ({
  player_id,
  nation,
  name,
  human: false,
  is_owner: player_id === 2,
  online_id: null,
});

test('the owner comes first, and players of one nation are told apart', () => {
  const players = labelled([player(0), player(1, 'NATION_GREECE'), player(2)], 'dark');
  expect(players.map(({ label }) => label)).toEqual(['Rome 2', 'Greece', 'Rome 1']);
  expect(new Set(players.map(({ colour }) => colour.graphic)).size).toBe(3);
  const rows = players.map(({ player_id }) => ({ player_id, turn: 1 }));
  const dashes = playerLines(players, rows, () => 1).map(({ dash }) => dash !== undefined);
  expect(dashes).toEqual([true, false, false]); // the second Rome's
});

test('players that are not there, and all of them, cannot be hidden', () => {
  const players = [player(0), player(1)];
  expect([...hiddenIn('1,7,x', players)]).toEqual([1]);
  expect(hiddenIn('0,1', players).size).toBe(0);
});

test('columns as rows, and rows under what they share', () => {
  const rows = rowsOf({ player_id: [0, 1, 0], turn: [1, 1, 2] });
  expect(rows[2]).toEqual({ player_id: 0, turn: 2 });
  expect(grouped(rows, ({ player_id }) => player_id).get(0)).toHaveLength(2);
});

test('a value stays until the next; before the first there is none', () => {
  const line = {
    id: '0',
    name: 'Rome',
    colour: '',
    points: [
      [3, 5],
      [6, 8],
    ] as const,
  };
  expect([1, 3, 5, 9].map((turn) => valueAt(line, turn))).toEqual([null, 5, 5, 8]);
  expect(lineChart({ lines: [line], what: 'things' }).summary).toContain('Rome 8');
  expect(lineChart({ lines: [], what: 'things' }).empty).toBe(true);
  const other = { ...line, id: '1', points: [[4, 1]] as const };
  const rows = (step: boolean) => lineChart({ lines: [line, other], what: 'things', step }).rows.map((row) => row['0']);
  expect(rows(true)).toEqual([5, 5, 8]); // of turns 3, 4, 6: a count stays
  expect(rows(false)).toEqual([5, null, 8]);
});

test('bars are ordered by their sum', () => {
  const bar = (id: string, count: number) => ({ id, name: id, colour: '', values: { infantry: count } });
  const { rows } = stackedBarChart({
    bars: [bar('a', 1), bar('b', 3)],
    parts: [{ key: 'infantry', title: 'Infantry' }],
    what: '',
  });
  expect(rows.map(({ name }) => name)).toEqual(['b', 'a']);
});

test('a step line begins with nothing and ends at the last turn', () => {
  const [line] = stepLines([labelled([player(0)], 'dark')[0] as GamePlayer], [{ player_id: 0, turn: 4, n: 1 }], 9, {
    count: ({ n }) => n,
    text: () => 'Slavery',
  });
  expect(line?.points).toEqual([
    [0, 0],
    [4, 1],
    [9, 1],
  ]);
  expect(line?.events).toEqual([{ turn: 4, text: 'Slavery' }]);
});

test('a law that was replaced says so, one without a line is in force', () => {
  const adoption = (law: string, turn: number) => ({ player_id: 0, law, law_class: 'LAWCLASS_A', turn, classes: 1 });
  const laws = lawsOfPlayers(
    [adoption('LAW_SLAVERY', 3), adoption('LAW_FREEDOM', 5), adoption('LAW_FREEDOM', 9)],
    [
      { player_id: 0, law: 'LAW_FREEDOM', law_class: 'LAWCLASS_A', adopted_turn: 9, change_count: 2 },
      { player_id: 0, law: 'LAW_EPICS', law_class: 'LAWCLASS_B', adopted_turn: null, change_count: 0 },
    ],
  );
  expect(laws.map(lawText)).toEqual(['3, replaced', '9', 'in force']);
  expect(
    pivot(
      laws,
      ({ law }) => law,
      (law) => law,
    ).map(({ item }) => item),
  ).toEqual(['LAW_EPICS', 'LAW_FREEDOM', 'LAW_SLAVERY']);
});

test('ranked: the largest first, who has no value is left out, below zero has no bar', () => {
  const row = (player_id: number, money: number | null) => ({ player_id, money }) as Figures;
  expect(ranked([row(0, -5), row(1, null), row(2, 10)], 'money')).toEqual([
    { player_id: 2, value: 10, part: 1 },
    { player_id: 0, value: -5, part: 0 },
  ]);
});

test('a turn is as many lines as its busiest player needs', () => {
  const event = (player_id: number, kind: Happening['kind'], turn: number): Happening => ({
    player_id,
    kind,
    turn,
    label: null,
    amount: null,
    city_id: null,
    tile_id: null,
    character_id: null,
  });
  const events = [
    event(0, 'tech', 1),
    event(0, 'law', 1),
    event(1, 'tech', 1),
    event(9, 'tech', 2),
    event(1, 'wonder', 3),
  ];
  const lines = gridLines(events, [0, 1], new Set(['tech', 'law']));
  expect(lines.map(({ cells }) => cells.map((cell) => cell?.kind))).toEqual([
    ['law', 'tech'],
    ['tech', undefined],
  ]);
});
