import { expect, test } from 'vitest';

import { kinds, narrowed, turnOf } from './events';

const rows = [
  { turn: 3, player_id: 0, log_type: 'LAW_ADOPTED' },
  { turn: 4, player_id: 1, log_type: 'LAW_ADOPTED' },
  { turn: 5, player_id: null, log_type: 'UNIT_SEEN' },
];
const type = ({ log_type }: { log_type: string }) => log_type;

test('by type, turn and player; what several were told stays when one is hidden', () => {
  const all = { type: '', from: null, to: null };
  const turns = (filter: object, hidden = -1) =>
    narrowed(rows, type, { ...all, ...filter }, (id) => id !== hidden).map(({ turn }) => turn);
  expect(turns({})).toEqual([3, 4, 5]);
  expect(turns({ type: 'LAW_ADOPTED' })).toEqual([3, 4]);
  expect(turns({ from: 4, to: 4 })).toEqual([4]);
  expect(turns({}, 1)).toEqual([3, 5]);
  expect(['12', '-1', 'x', ''].map(turnOf)).toEqual([12, null, null, null]);
});

test('kinds are named whole, with how often', () => {
  expect(kinds(rows, type).map(({ text }) => text)).toEqual(['Law Adopted (2)', 'Unit Seen (1)']);
});
