// What the server tells by itself: the one stream /api/events, as state that components read. It reconnects by itself, and
// the first event after that is everything as it is, so nothing can be missed.
import { EventSource, type ErrorEvent } from 'eventsource';
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';

import { api, dataOf, session, type Schemas } from './api';
import { isOver } from './imports';
import { merged, onceAtATime, undecided, type Outcome } from './outcomes';

/** lost: the page tries to reach the server again every two seconds. ended: the server said that it ends. */
export type Connection = 'connecting' | 'open' | 'lost' | 'ended';

const kRetry = 2000;
const kPage = 1000; // the most that GET .../outcomes gives at once

class Live {
  connection = $state<Connection>('connecting');
  /** Newest first. */
  imports = $state.raw<Schemas['Import'][]>([]);
  library = $state.raw<Schemas['Library'] | null>(null);
  /** Whether `state` has come once. */
  ready = $state(false);

  #outcomes = new SvelteMap<number, Outcome[]>();
  #fetches = new Map<number, () => Promise<void>>(); // of imports that are followed
  #stream: EventSource | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  start() {
    this.stop();
    const stream = new EventSource('/api/events', {
      fetch: (address, init) =>
        fetch(address, { ...init, headers: { ...init.headers, Authorization: `Bearer ${session.token}` } }),
    });
    this.#stream = stream;
    const on = <T>(name: string, take: (data: T) => void) =>
      stream.addEventListener(name, (event) => take(JSON.parse((event as MessageEvent<string>).data) as T));
    on<Schemas['StateEvent']>('state', (state) => this.#takeState(state));
    on<Schemas['Import']>('import', (changed) => this.#takeImport(changed));
    on<Schemas['OutcomesEvent']>('outcomes', ({ import_id, outcomes }) => this.#takeOutcomes(import_id, outcomes));
    on<Schemas['Library']>('library', (library) => (this.library = library));
    on('bye', () => (this.connection = 'ended'));
    stream.addEventListener('error', (event) => this.#takeError(event));
  }

  stop() {
    clearTimeout(this.#again);
    this.#stream?.close();
  }

  importOf(import_id: number): Schemas['Import'] | undefined {
    return this.imports.find((each) => each.import_id === import_id);
  }

  /** The import that runs, is paused or is next; undefined when all are over. */
  get current(): Schemas['Import'] | undefined {
    return this.imports.findLast((each) => !isOver(each));
  }

  /** What became of each file, by position; empty until follow() was called for the import and has fetched it. */
  outcomesOf(import_id: number): readonly Outcome[] {
    return this.#outcomes.get(import_id) ?? [];
  }

  /** Fetches the outcomes of an import and keeps them up to date from then on. Throws an ApiError. */
  follow(import_id: number): Promise<void> {
    const fetches = this.#fetches.get(import_id) ?? onceAtATime(() => this.#fetch(import_id));
    this.#fetches.set(import_id, fetches);
    return fetches();
  }

  // What is decided stays as it is: only the rest is asked for.
  async #fetch(import_id: number): Promise<void> {
    let offset = untrack(() => undecided(this.outcomesOf(import_id)));
    for (let total = offset + 1; offset < total; offset += kPage) {
      const part = await dataOf(
        api.GET('/api/imports/{import_id}/outcomes', {
          params: { path: { import_id }, query: { offset, limit: kPage } },
        }),
      );
      total = part.total;
      this.#takeOutcomes(import_id, part.outcomes);
    }
  }

  #takeState(state: Schemas['StateEvent']) {
    const before = this.imports;
    this.connection = 'open';
    this.imports = state.imports;
    this.library = state.library;
    this.ready = true;
    const created = (imports: typeof before, id: number) => imports.find((each) => each.import_id === id)?.created;
    for (const import_id of this.#fetches.keys()) {
      const now = created(state.imports, import_id);
      if (now !== created(before, import_id)) this.#outcomes.delete(import_id); // of a server that has ended
      if (now) this.follow(import_id).catch(() => undefined); // lost again: the next state repeats it
    }
  }

  #takeImport(changed: Schemas['Import']) {
    const at = this.imports.findIndex((each) => each.import_id === changed.import_id);
    this.imports = at < 0 ? [changed, ...this.imports] : this.imports.with(at, changed);
  }

  #takeOutcomes(import_id: number, outcomes: Outcome[]) {
    if (!this.#fetches.has(import_id)) return;
    this.#outcomes.set(import_id, merged(this.#outcomes.get(import_id) ?? [], outcomes));
  }

  // The package connects again by itself after a lost connection, but not after an answer that is none of ours.
  #takeError(event: ErrorEvent) {
    if (event.code === 401) {
      session.lock();
      return;
    }
    if (this.connection !== 'ended') this.connection = 'lost';
    if (this.#stream?.readyState !== EventSource.CLOSED) return;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.start(), kRetry);
  }
}

export const live = new Live();
