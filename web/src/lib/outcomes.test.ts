import { expect, test } from 'vitest';
import { merged, type Outcome } from './outcomes';

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
