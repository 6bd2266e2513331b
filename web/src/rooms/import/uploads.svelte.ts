// Files on their way from the browser to the server. It goes on while people look at other rooms.
import { SvelteMap } from 'svelte/reactivity';

import { api, asApiError, dataOf, fileBody, type ApiError } from '../../lib/api';
import type { Import } from '../../lib/imports';
import type { Chosen } from './chosen';

const kAtOnce = 4;

export interface Sending {
  readonly total: number;
  readonly bytes: number;
  sent: number;
  bytesSent: number;
  /** Not all is sent yet. */
  going: boolean;
  /** What the server did not take. */
  refused: { name: string; error: ApiError }[];
}

class Uploads {
  #all = new SvelteMap<number, Sending>();

  /** What this page sends, or has sent, to an import; undefined after a reload, and for what another page sends. */
  of(import_id: number): Sending | undefined {
    return this.#all.get(import_id);
  }

  get going(): boolean {
    return [...this.#all.values()].some(({ going }) => going);
  }

  /** Opens an import and sends it the files, some at once. Throws an ApiError when it cannot be opened. */
  async send(files: readonly Chosen[]): Promise<Import> {
    const opened = await dataOf(api.POST('/api/imports', { body: { uploads: true } }));
    const sending = $state<Sending>({
      total: files.length,
      bytes: files.reduce((sum, { file }) => sum + file.size, 0),
      sent: 0,
      bytesSent: 0,
      going: true,
      refused: [],
    });
    this.#all.set(opened.import_id, sending);
    void this.#sendAll(opened.import_id, files, sending);
    return opened;
  }

  async #sendAll(import_id: number, files: readonly Chosen[], sending: Sending) {
    const waiting = files.slice().reverse();
    let over = false; // cancelled, or the server is gone: the others need not be tried
    const worker = async () => {
      for (let next = waiting.pop(); next && !over; next = waiting.pop()) {
        try {
          await sendOne(import_id, next);
          sending.sent += 1;
        } catch (thrown) {
          const error = asApiError(thrown);
          over ||= error.status === 409 || error.status === 404 || error.status === 401;
          if (!over) sending.refused.push({ name: next.name, error });
        }
        sending.bytesSent += next.file.size;
      }
    };
    await Promise.all(Array.from({ length: kAtOnce }, worker));
    sending.going = false;
    if (over) return;
    const end = sending.sent > 0 ? '/api/imports/{import_id}/start' : '/api/imports/{import_id}/cancel';
    await api.POST(end, { params: { path: { import_id } } }).catch(() => undefined); // cancelled meanwhile
  }
}

async function sendOne(import_id: number, { name, file }: Chosen) {
  await dataOf(
    api.POST('/api/imports/{import_id}/files', {
      params: { path: { import_id }, query: { name: name.slice(-1024) } },
      ...fileBody(file),
    }),
  );
}

export const uploads = new Uploads();
