// Data that a view shows: fetched when what it depends on changes, an older answer never overtakes a newer one, and what is
// shown stays until the next is there.

export interface Resource<T> {
  /** undefined until the first answer. */
  readonly data: T | undefined;
  readonly error: unknown;
  readonly loading: boolean;
  /** Asks again. */
  reload: () => void;
}

/** Call while a component is set up. What `fetch` reads before its first await is what it depends on. */
export function resource<T>(fetch: (signal: AbortSignal) => Promise<T>): Resource<T> {
  let data = $state.raw<T>();
  let error = $state.raw<unknown>();
  let loading = $state(true);
  let asked = $state(0);

  $effect(() => {
    void asked;
    const abort = new AbortController();
    loading = true;
    fetch(abort.signal).then(
      (answer) => {
        if (abort.signal.aborted) return;
        data = answer;
        error = undefined;
        loading = false;
      },
      (thrown: unknown) => {
        if (abort.signal.aborted) return;
        error = thrown;
        loading = false;
      },
    );
    return () => abort.abort();
  });

  return {
    get data() {
      return data;
    },
    get error() {
      return error;
    },
    get loading() {
      return loading;
    },
    reload: () => (asked += 1),
  };
}
