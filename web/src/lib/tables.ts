// The tables of a save: `GET /api/saves/{match_id}/tables/{name}`, typed by name. An answer is kept while the library stays as it
// is, so going back to a tab asks nothing; call inside resource(), which then follows changes of the library.
//
//   const units = resource(() => saveTable(save.match_id, 'units_by_type'));
//   rowsOf(units.data.columns)   // [{ player_id: 0, unit_type: 'UNIT_AXEMAN', ... }, ...]
import { api, dataOf, type Schemas } from './api';
import { live } from './live.svelte';

export type TableName = Schemas['SaveTableName'];
export type Columns<Name extends TableName> = NonNullable<Schemas['SaveTables'][Name]>;
export type Row<Name extends TableName> = RowOf<Columns<Name>>;

type RowOf<Of> = { [Key in keyof Of]: Of[Key] extends readonly (infer Value)[] ? Value : never };

export interface SaveTable<Name extends TableName = TableName> {
  match_id: number;
  name: Name;
  /** The question it answers, for `per-ankh sql`. */
  sql: string;
  /** What the file cannot know, a sentence for people. */
  note: string | null;
  row_count: number;
  /** All with row_count values. */
  columns: Columns<Name>;
}

const kKept = 60; // answers; those asked for longest ago go first
const answers = new Map<string, Promise<SaveTable>>();
let revision: number | undefined;

/** Throws an ApiError; a failed answer is not kept. */
export function saveTable<Name extends TableName>(match_id: number, name: Name): Promise<SaveTable<Name>> {
  forgetOld(live.library?.revision);
  const key = `${match_id} ${name}`;
  const answer =
    answers.get(key) ??
    (dataOf(
      api.GET('/api/saves/{match_id}/tables/{table}', { params: { path: { match_id, table: name } } }),
    ) as Promise<SaveTable>);
  answers.delete(key);
  answers.set(key, answer); // the newest last
  answer.catch(() => answers.get(key) === answer && answers.delete(key));
  for (const oldest of answers.keys()) {
    if (answers.size <= kKept) break;
    answers.delete(oldest);
  }
  return answer as unknown as Promise<SaveTable<Name>>;
}

// The first revision heard of is that of what was asked just before.
function forgetOld(now: number | undefined) {
  if (now === revision || now === undefined) return;
  if (revision !== undefined) answers.clear();
  revision = now;
}

/** Columns as rows. */
export function rowsOf<Of extends { [key: string]: readonly unknown[] }>(columns: Of): RowOf<Of>[] {
  const keys = Object.keys(columns) as (keyof Of)[];
  const count = keys.length > 0 ? (columns[keys[0] as keyof Of] as readonly unknown[]).length : 0;
  return Array.from(
    { length: count },
    (_, at) => Object.fromEntries(keys.map((key) => [key, (columns[key] as readonly unknown[])[at]])) as RowOf<Of>,
  );
}

/** Rows under what they share, in order. */
export function grouped<Item, Key>(rows: readonly Item[], key: (row: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
