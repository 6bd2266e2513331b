// The rows of the Events tab, in the words of the page, and what they can be narrowed by.
import { plainName } from '../../../lib/names';
import type { Row } from '../../../lib/tables';

/** What an event is narrowed by; empty or null: not at all. */
export interface EventFilter {
  type: string;
  from: number | null;
  to: number | null;
}

/** A turn that was typed; what is none narrows nothing. */
export function turnOf(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}

/** Lines without a player concern several and stay; `type` is the game's name. */
export function narrowed<Line extends { turn?: number | null; player_id: number | null }>(
  rows: readonly Line[],
  typeOf: (row: Line) => string | null,
  filter: EventFilter,
  shows: (player_id: number) => boolean,
): Line[] {
  return rows.filter(
    (row) =>
      (row.player_id === null || shows(row.player_id)) &&
      (!filter.type || typeOf(row) === filter.type) &&
      (filter.from === null || (row.turn ?? -1) >= filter.from) &&
      (filter.to === null || (row.turn ?? Infinity) <= filter.to),
  );
}

/** The kinds that there are, by name, with how often. */
export function kinds<Line>(rows: readonly Line[], typeOf: (row: Line) => string | null) {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const type = typeOf(row);
    if (type) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, text: `${plainName(`X_${value}`)} (${count})` }))
    .sort((a, b) => a.text.localeCompare(b.text));
}

/** Whom a story or a choice was about, besides the player. */
export function aboutOf(row: Pick<Row<'stories'>, 'family_name' | 'religion_name' | 'tribe'>): string {
  return [row.family_name, row.religion_name, row.tribe].map(plainName).filter(Boolean).join(', ');
}
