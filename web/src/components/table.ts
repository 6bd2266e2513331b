// What a DataTable shows, in data: columns, order, filter, and the same as text for other programs.

export type Value = string | number | null | undefined;

export interface Column<Row> {
  /** Unique; stands in addresses. */
  key: string;
  title: string;
  /** What it is sorted, filtered and exported by. */
  value: (row: Row) => Value;
  /** What is shown; by default the value, nothing as a dash. */
  format?: (value: never, row: Row) => string;
  /** number: right-aligned, the largest first at the first click. */
  type?: 'text' | 'number';
  /** Stands behind the title: "Food (per turn)". */
  unit?: string;
  /** Another order than that of the values (culture by level, not by letter). Gets values that are there. */
  compare?: (a: never, b: never) => number;
  /** Not shown until chosen in the column chooser. */
  hidden?: boolean;
  /** Where the cell leads. */
  href?: (row: Row) => string | null;
  /** CSS colour of the text, such as a nation's. */
  colour?: (row: Row) => string | undefined;
}

export interface Sort {
  key: string;
  descending: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

export function shown<Row>(column: Column<Row>, row: Row): string {
  const value = column.value(row);
  if (column.format) return column.format(value as never, row);
  return value === null || value === undefined || value === '' ? '\u2013' : String(value);
}

/** In order; rows without a value come last both ways, equal ones keep their order. */
export function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort | null): readonly Row[] {
  const column = columns.find((each) => each.key === sort?.key);
  if (!column || !sort) return rows;
  const order = column.compare as ((a: Value, b: Value) => number) | undefined;
  const compare =
    order ??
    ((a: Value, b: Value) =>
      typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b)));
  const direction = sort.descending ? -1 : 1;
  const none = (value: Value) => value === null || value === undefined || value === '';
  return rows
    .map((row) => ({ row, value: column.value(row) }))
    .sort((a, b) => {
      if (none(a.value) || none(b.value)) return Number(none(a.value)) - Number(none(b.value));
      return direction * compare(a.value, b.value);
    })
    .map(({ row }) => row);
}

/** Rows in which each word is part of some shown cell of it, or of a row within it, whatever its case. */
export function filtered<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  text: string,
  within?: (row: Row) => readonly Row[],
): readonly Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  const known = searchable(columns);
  return rows.filter((row) => {
    let cells = known.get(row as object);
    if (cells === undefined) {
      cells = [row, ...(within?.(row) ?? [])]
        .flatMap((each) => columns.map((column) => shown(column, each)))
        .join('\n')
        .toLowerCase();
      known.set(row as object, cells);
    }
    return words.every((word) => cells.includes(word));
  });
}

// What is searched in, by columns and row: made at the first letter, it makes the next ones quick.
const texts = new WeakMap<object, WeakMap<object, string>>();

function searchable(columns: object): WeakMap<object, string> {
  let known = texts.get(columns);
  if (!known) texts.set(columns, (known = new WeakMap()));
  return known;
}

export function toggled<Row>(sort: Sort | null, column: Column<Row>): Sort {
  if (sort?.key === column.key) return { key: column.key, descending: !sort.descending };
  return { key: column.key, descending: column.type === 'number' };
}

/** Values, not what is shown: numbers stay numbers. */
export function toTsv<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  return lines(rows, columns, (text) => text.replace(/[\t\r\n]+/g, ' '), '\t');
}

export function toCsv<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  return lines(rows, columns, (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text), ',');
}

// Text of a save that a spreadsheet would run as a formula gets a ' in front.
const harmless = (value: Value) =>
  typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? '');

function lines<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  quote: (text: string) => string,
  between: string,
): string {
  const titles = columns.map((column) => quote(titleOf(column)));
  const body = rows.map((row) => columns.map((column) => quote(harmless(column.value(row)))));
  return [titles, ...body].map((line) => line.join(between) + '\n').join('');
}

export function titleOf<Row>(column: Column<Row>): string {
  return column.unit ? `${column.title} (${column.unit})` : column.title;
}

/** Widths in em, from the titles and some rows: they do not jump while rows come and go. `measure` tells how wide a text is. */
export function widths<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  measure: (text: string, isTitle: boolean) => number,
): number[] {
  const step = Math.max(1, Math.floor(rows.length / 300));
  return columns.map((column) => {
    let longest = '';
    for (let at = 0; at < rows.length; at += step) {
      const text = shown(column, rows[at] as Row);
      if (text.length > longest.length) longest = text;
    }
    return Math.max(measure(titleOf(column), true), Math.min(kMost, measure(longest, false)));
  });
}

const kMost = 24; // em: longer texts are cut, and whole when pointed at
