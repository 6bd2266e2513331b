import { expect, test } from 'vitest';
import { merged, onceAtATime, undecided, type Outcome } from './outcomes';

const outcome = (position: number, status: Outcome['status']): Outcome => ({
  position,
  path: `${position}.zip`,
  size: 1,
  status,
  match_id: null,
  duplicate_of: null,
  error: null,
  retry: 'no',
});

test('what was fetched late does not undo what the stream has told', () => {
  const told = merged([], [outcome(1, 'imported')]);
  const both = merged(told, [outcome(0, 'waiting'), outcome(1, 'waiting')]);
  expect(both.map(({ status }) => status)).toEqual(['waiting', 'imported']);
});

test('what is fetched begins where something may still change: a file that waits, or one that is not known', () => {
  const [done, waits] = [outcome(0, 'imported'), outcome(1, 'waiting')];
  expect(undecided([])).toBe(0);
  expect(undecided([done, waits, outcome(2, 'failed')])).toBe(1);
  expect(undecided(merged([done], [outcome(2, 'failed')]))).toBe(1); // 1 is a hole
  expect(undecided([done, outcome(1, 'cancelled')])).toBe(2);
});

test('who asks while it runs gets one more run behind it, together with all others; a failure stops nobody', async () => {
  const ends: { end: () => void; fail: (why: Error) => void }[] = [];
  const ask = onceAtATime(() => new Promise((end, fail) => ends.push({ end, fail })));
  const first = ask();
  const [second, third] = [ask(), ask()];
  expect(ends).toHaveLength(1);
  ends[0]?.fail(new Error('lost'));
  await expect(first).rejects.toThrow('lost');
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.end();
  await Promise.all([second, third]);
  expect(ends).toHaveLength(2);
  void ask();
  expect(ends).toHaveLength(3);
});
