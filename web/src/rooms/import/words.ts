// What the import room says, in sentences.
import type { Schemas } from '../../lib/api';
import { isOver, type Import } from '../../lib/imports';
import { count, formatInteger, formatSeconds } from '../../lib/numbers';
import type { Outcome } from '../../lib/outcomes';

export const kStatusWords: Record<Outcome['status'], string> = {
  waiting: 'Waiting',
  imported: 'Imported',
  duplicate: 'Already known',
  failed: 'Failed',
  cancelled: 'Not done',
};

const kStageWords: Record<Schemas['Stage'], string> = {
  waiting: 'Waiting for its turn',
  finding: 'Looking for saves',
  reading: 'Reading saves',
  writing: 'Writing the last saves',
  closing: 'Tidying up the library',
  done: 'Done',
};

/** What an import is at: "Reading saves", "Paused". */
export function stateWords({ state, queue_position, progress }: Import): string {
  switch (state) {
    case 'receiving':
      return 'Receiving files';
    case 'queued':
      return queue_position && queue_position > 1 ? `Number ${queue_position} in the queue` : 'Next in the queue';
    case 'paused':
      return 'Paused';
    case 'cancelling':
      return 'Stopping: files under way are finished first';
    case 'running':
      return kStageWords[progress.stage];
    case 'finished':
      return 'Finished';
    case 'cancelled':
      return 'Cancelled';
    case 'failed':
      return 'Could not go on';
  }
}

/** "412 saves found, 390 new, about 5 s" */
export function foundWords({ found, new: fresh, estimated_seconds }: Schemas['SavesFound']): string {
  if (found === 0) return 'No saves found';
  const all = `${count(found, 'save')} found`;
  if (fresh === 0) return `${all}, all of them in the library already`;
  return `${all}, ${formatInteger(fresh)} new, about ${formatSeconds(Math.max(1, Math.round(estimated_seconds)))}`;
}

/** The end of an import in one sentence: its heading, and what is read out. */
export function resultWords(each: Import): string {
  const { total, completed, imported, duplicates, failed } = each.progress;
  if (!isOver(each)) return stateWords(each);
  if (each.state === 'failed') return 'The import could not go on';
  if (each.state === 'cancelled') return `Cancelled: ${formatInteger(completed)} of ${count(total, 'file')} done`;
  if (total === 0) return 'There were no saves to import';
  if (duplicates === total)
    return total === 1 ? 'This save was known already' : `All ${count(total, 'save')} were known already`;
  const parts = [imported > 0 || failed === 0 ? `${count(imported, 'save')} imported` : ''];
  if (duplicates > 0) parts.push(`${formatInteger(duplicates)} already known`);
  if (failed > 0)
    parts.push(`${imported > 0 || duplicates > 0 ? formatInteger(failed) : count(failed, 'file')} failed`);
  return parts.filter(Boolean).join(', ');
}

/** "Saves/OW-Rome.zip" is "OW-Rome.zip". */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
