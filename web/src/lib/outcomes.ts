// What became of the files of an import, by position; pieces come from the stream and from GET .../outcomes, in any order.
import type { Schemas } from './api';

export type Outcome = Schemas['Outcome'];

/** Both together, by position. A file that is decided is never `waiting` again. */
export function merged(known: readonly Outcome[], news: readonly Outcome[]): Outcome[] {
  const all = known.slice();
  for (const outcome of news) {
    const before = all[outcome.position];
    if (before && before.status !== 'waiting' && outcome.status === 'waiting') continue;
    all[outcome.position] = outcome;
  }
  return all;
}
