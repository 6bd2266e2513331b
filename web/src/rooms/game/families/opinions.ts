// Lines of what families or religions think of a player.
import type { Line } from '../../../components';
import { plainName } from '../../../lib/names';
import { kOthers } from '../../../lib/nations';
import { grouped, rowsOf, saveTable } from '../../../lib/tables';
import type { Theme } from '../../../theme/theme.svelte';

export interface Opinion {
  player_id: number;
  /** As the game writes it. */
  of: string;
  turn: number;
  opinion: number | null;
}

export interface Opinions {
  rows: readonly Opinion[];
  sql: string;
  note: string | null;
}

export async function familyOpinions(match_id: number): Promise<Opinions> {
  const { columns, sql, note } = await saveTable(match_id, 'family_opinions');
  return { rows: rowsOf(columns).map((row) => ({ ...row, of: row.family_name })), sql, note };
}

export async function religionOpinions(match_id: number): Promise<Opinions> {
  const { columns, sql, note } = await saveTable(match_id, 'religion_opinions');
  return { rows: rowsOf(columns).map((row) => ({ ...row, of: row.religion_name })), sql, note };
}

const kDashes: readonly (readonly number[])[] = [[], [9, 4], [2, 3], [10, 3, 2, 3], [16, 5], [5, 5]];

/** A colour for each by its place in the alphabet, so that one has the same for every player; a dash by its place in the
    chart, since there are fewer colours than families. */
export function opinionLines(rows: readonly Opinion[], player_id: number, theme: Theme): Line[] {
  const places = [...new Set(rows.map(({ of }) => of))].sort();
  return [
    ...grouped(
      rows.filter((row) => row.player_id === player_id && row.opinion !== null),
      ({ of }) => of,
    ),
  ].map(([of, own], at) => ({
    id: of,
    name: plainName(of),
    colour: (kOthers[places.indexOf(of) % kOthers.length] as (typeof kOthers)[number])[theme].graphic,
    dash: kDashes[at % kDashes.length] ?? [],
    points: own.map(({ turn, opinion }) => [turn, opinion] as const),
  }));
}

/** The lines from top to bottom as they end, each with its last value: what stands beside them is read in their order. */
export function endsOf(lines: readonly Line[]): { line: Line; value: number }[] {
  return lines.map((line) => ({ line, value: line.points.at(-1)?.[1] ?? 0 })).sort((a, b) => b.value - a.value);
}
