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

/** The first position that is not known, or not decided: what lies before it never changes again. */
export function undecided(known: readonly Outcome[]): number {
  const at = known.findIndex((outcome) => (outcome?.status ?? 'waiting') === 'waiting'); // holes are visited, too
  return at < 0 ? known.length : at;
}

/** `run`, once at a time: who asks while it runs waits for one more run behind it, however many ask. */
export function onceAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  return function ask(): Promise<void> {
    if (!running) return (running = run().finally(() => (running = undefined)));
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return ask();
      });
    return next;
  };
}
