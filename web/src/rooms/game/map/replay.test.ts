import { expect, test } from 'vitest';
import { Replay, type Change } from './replay';

const changes: Change[] = [
  { turn: 3, tile: 0, value: 1 },
  { turn: 1, tile: 1, value: 0 },
  { turn: 5, tile: 0, value: -1 },
  { turn: 5, tile: 2, value: 1 },
];
const start = Int16Array.from([-1, -1, -1]);

test('the values of a turn are the latest changes at or before it', () => {
  const replay = new Replay(start, changes);
  const at = (turn: number) => (replay.seek(turn), [...replay.values]);
  expect(at(0)).toEqual([-1, -1, -1]);
  expect(at(1)).toEqual([-1, 0, -1]);
  expect(at(4)).toEqual([1, 0, -1]);
  expect(at(9)).toEqual([-1, 0, 1]);
  expect(replay.seek(8)).toBe(false);
});

test('any way to a turn leads to the same, as counting anew does', () => {
  const size = 50;
  const many: Change[] = [];
  let random = 7;
  const next = (limit: number) => (random = (random * 48271) % 0x7fffffff) % limit;
  for (let at = 0; at < 400; ++at) many.push({ turn: next(100), tile: next(size), value: next(6) - 1 });
  const replay = new Replay(new Int16Array(size).fill(-1), many);
  for (let jump = 0; jump < 60; ++jump) {
    const turn = next(100);
    replay.seek(turn);
    const expected = new Int16Array(size).fill(-1);
    const until = many.filter((each) => each.turn <= turn).sort((a, b) => a.turn - b.turn);
    for (const { tile, value } of until) expected[tile] = value;
    expect(replay.values).toEqual(expected);
  }
});
