// What an import's numbers mean; the fields are those of the API.
import type { Schemas } from './api';

export type Import = Schemas['Import'];

export function isOver(each: Import): boolean {
  return each.state === 'finished' || each.state === 'cancelled' || each.state === 'failed';
}

/** How much is done, 0 to 1: by bytes, since saves grow with the turns. */
export function partDone({ bytes_total, bytes_parsed, total, parsed }: Schemas['Progress']): number {
  const [done, all] = bytes_total > 0 ? [bytes_parsed, bytes_total] : [parsed, total];
  return all > 0 ? Math.min(1, done / all) : 0;
}
