// What happened, as a grid of turns by players. A turn takes as many lines as its busiest player needs: all lines are equally
// high, so that only those in view need be in the document.
import { plainName } from '../../../lib/names';
import { count } from '../../../lib/numbers';
import type { Row } from '../../../lib/tables';

export type Happening = Row<'timeline'>;

/** Kinds in the order in which a turn lists them, with the word before the label. */
export const kKinds: readonly { kind: string; title: string; word: string }[] = [
  { kind: 'leader', title: 'Leaders', word: 'Leader' },
  { kind: 'city_founded', title: 'Cities founded', word: 'Founded' },
  { kind: 'city_taken', title: 'Cities taken', word: 'Took' },
  { kind: 'wonder', title: 'Wonders', word: 'Wonder' },
  { kind: 'religion_founded', title: 'Religions founded', word: 'Religion' },
  { kind: 'theology', title: 'Theologies', word: 'Theology' },
  { kind: 'religion_spread', title: 'Religions spread', word: 'Spread' },
  { kind: 'law', title: 'Laws', word: 'Law' },
  { kind: 'tech', title: 'Technologies', word: 'Tech' },
  { kind: 'power_drop', title: 'Drops of power', word: 'Power' },
];
const kOrder = new Map(kKinds.map(({ kind }, at) => [kind, at]));

export interface GridLine {
  key: string;
  turn: number;
  /** The first line of its turn names it. */
  first: boolean;
  /** One for each player, in their order. */
  cells: readonly (Happening | undefined)[];
}

/** Lines for these players and kinds; turns in which nothing happened have none. */
export function gridLines(
  happenings: readonly Happening[],
  players: readonly number[],
  kinds: ReadonlySet<string>,
): GridLine[] {
  const column = new Map(players.map((player_id, at) => [player_id, at]));
  const turns = new Map<number, Happening[][]>();
  for (const happening of happenings) {
    const at = happening.player_id === null ? undefined : column.get(happening.player_id);
    if (at === undefined || !kinds.has(happening.kind)) continue;
    const cells = turns.get(happening.turn) ?? players.map(() => []);
    cells[at]?.push(happening);
    turns.set(happening.turn, cells);
  }
  return [...turns]
    .sort(([a], [b]) => a - b)
    .flatMap(([turn, columns]) => {
      for (const cell of columns) cell.sort((a, b) => (kOrder.get(a.kind) ?? 99) - (kOrder.get(b.kind) ?? 99));
      const height = Math.max(...columns.map((cell) => cell.length));
      return Array.from({ length: height }, (_, line) => ({
        key: `${turn} ${line}`,
        turn,
        first: line === 0,
        cells: columns.map((cell) => cell[line]),
      }));
    });
}

/** What is said after the kind's word. */
export function sayOf({ kind, label, amount }: Happening): string {
  if (kind === 'power_drop') return `fell by ${amount ?? '?'} %`;
  if (!label) return '';
  return /^[A-Z]+_/.test(label) ? plainName(label) : label;
}

export function wordOf({ kind, label }: Happening): string {
  if (kind === 'tech' && label?.includes('_BONUS')) return 'Card'; // no technology
  return kKinds.find((each) => each.kind === kind)?.word ?? plainName(kind);
}

export function tallyOf(lines: readonly GridLine[]): string {
  const events = lines.reduce((all, { cells }) => all + cells.filter(Boolean).length, 0);
  return `${count(events, 'event')} in ${count(new Set(lines.map(({ turn }) => turn)).size, 'turn')}`;
}
