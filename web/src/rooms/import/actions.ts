// What can be done with imports. Each says by itself what did not work.
import { announce, toast, toastError } from '../../components';
import { api, asApiError, dataOf, type Schemas } from '../../lib/api';
import { isOver, type Import } from '../../lib/imports';
import { live } from '../../lib/live.svelte';
import { count } from '../../lib/numbers';
import { route } from '../../lib/route.svelte';
import { sortOut, type Chosen } from './chosen';
import { uploads } from './uploads.svelte';

/** undefined, and a message for the user, when it did not work. */
async function attempt<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (thrown) {
    toastError(asApiError(thrown));
    return undefined;
  }
}

const path = (import_id: number) => ({ params: { path: { import_id } } });

export function addressOf(import_id: number): string {
  return `/import?import=${import_id}`;
}

// A new import is shown, unless one is under way: then it waits behind that.
function began(added: Import | undefined): boolean {
  if (!added) return false;
  const running = live.imports.some((each) => each.import_id !== added.import_id && !isOver(each));
  if (running) toast(`Added to the queue: ${added.title || 'files'}.`);
  else {
    announce('The import has begun.');
    route.go(addressOf(added.import_id));
  }
  return true;
}

export async function importFolders(folders: number[]) {
  return began(await attempt(dataOf(api.POST('/api/imports', { body: { folders } }))));
}

/** Uploads what is a save among these files. */
export async function importFiles(files: readonly Chosen[]) {
  const { saves, others } = sortOut(files);
  if (saves.length === 0) {
    if (files.length === 0) toastError({ message: 'There are no files in it.', action: '' });
    else
      toastError({
        message: files.length === 1 ? 'This file is no save.' : `None of these ${files.length} files is a save.`,
        action: 'Saves of Old World end in .zip.',
      });
    return false;
  }
  if (others > 0) toast(`${count(others, 'file')} left out: saves end in .zip or .xml.`);
  return began(await attempt(uploads.send(saves)));
}

export async function pauseOrResume(each: Import) {
  const paused = each.state === 'paused';
  const verb = paused ? '/api/imports/{import_id}/resume' : '/api/imports/{import_id}/pause';
  if (await attempt(dataOf(api.POST(verb, path(each.import_id))))) announce(paused ? 'Going on.' : 'Paused.');
}

export async function cancel(import_id: number) {
  if (await attempt(dataOf(api.POST('/api/imports/{import_id}/cancel', path(import_id))))) announce('Cancelled.');
}

/** What the page that sent the files has left behind. */
export async function startReceived(import_id: number) {
  await attempt(dataOf(api.POST('/api/imports/{import_id}/start', path(import_id))));
}

/** All that can be read again, or the files at `positions`. */
export async function retry(import_id: number, positions?: number[]) {
  const body: Schemas['RetryRequest'] = positions ? { positions } : {};
  return began(await attempt(dataOf(api.POST('/api/imports/{import_id}/retry', { ...path(import_id), body }))));
}

export async function undo(import_id: number) {
  offerBack(await attempt(dataOf(api.POST('/api/imports/{import_id}/undo', path(import_id)))));
}

function offerBack(removal: Schemas['Removal'] | undefined) {
  if (!removal) return;
  const { removal_id, saves } = removal;
  toast(`${count(saves, 'save')} removed.`, {
    label: 'Undo',
    run: async () => {
      const back = await attempt(
        dataOf(api.POST('/api/removals/{removal_id}/undo', { params: { path: { removal_id } } })),
      );
      if (back) toast(`${count(back.saves, 'save')} brought back.`);
    },
  });
}

export async function report(import_id: number): Promise<string | undefined> {
  return attempt(dataOf(api.GET('/api/imports/{import_id}/report', { ...path(import_id), parseAs: 'text' })));
}

export async function copyReport(import_id: number) {
  const text = await report(import_id);
  if (text === undefined) return;
  await navigator.clipboard.writeText(text).then(
    () => toast('The report is copied.'),
    () => toastError({ message: 'The browser did not allow copying.', action: 'Save the report instead.' }),
  );
}

export async function saveReport(import_id: number) {
  const text = await report(import_id);
  if (text === undefined) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = `per-ankh-import-${import_id}.txt`;
  link.click();
  URL.revokeObjectURL(link.href);
}
