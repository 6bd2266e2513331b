// Work that nobody waits for.

// Safari has no idle times to tell of.
const kLater = 300;
const ask = (run: () => void) =>
  'requestIdleCallback' in window ? requestIdleCallback(run) : (setTimeout(run, kLater) as unknown as number);
const takeBack = (asked: number) => ('cancelIdleCallback' in window ? cancelIdleCallback(asked) : clearTimeout(asked));

/** Starts one after the other, each when the page has nothing to do; what fails is left. Gives what ends it. */
export function whenIdle(work: readonly (() => Promise<unknown>)[]): () => void {
  let next = 0;
  let asked = 0;
  const step = async () => {
    await work[next++]?.().catch(() => undefined);
    if (next < work.length) asked = ask(step);
  };
  asked = ask(step);
  return () => {
    next = work.length;
    takeBack(asked);
  };
}
