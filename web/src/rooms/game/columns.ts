// Columns that many tables of a game have.
import type { Column } from '../../components';
import { plainName } from '../../lib/names';
import type { GameView } from './context.svelte';

type Id = number | null | undefined;

/** Whose it is, in that player's colour. `other`: when it is no player's, such as a tribe's. */
export function playerColumn<Row>(
  view: GameView,
  player_id: (row: Row) => Id,
  { key = 'player', title = 'Player', other = () => null as string | null, hidden = false } = {} as {
    key?: string;
    title?: string;
    other?: (row: Row) => string | null;
    hidden?: boolean;
  },
): Column<Row> {
  return {
    key,
    title,
    hidden,
    value: (row) => view.player(player_id(row))?.label ?? plainName(other(row)),
    colour: (row) => view.player(player_id(row))?.colour.text,
  };
}

/** A name of the game: LAW_SLAVERY as "Slavery". */
export function nameColumn<Row>(
  key: string,
  title: string,
  symbol: (row: Row) => string | null,
  hidden = false,
): Column<Row> {
  return { key, title, hidden, value: (row) => plainName(symbol(row)) };
}

/** Names joined by + in the file's order. */
export function namesColumn<Row>(
  key: string,
  title: string,
  symbols: (row: Row) => string | null,
  hidden = false,
): Column<Row> {
  return { key, title, hidden, value: (row) => joined(symbols(row)).map(plainName).join(', ') };
}

export function numberColumn<Row>(key: string, title: string, value: (row: Row) => Id, hidden = false): Column<Row> {
  return { key, title, hidden, value, type: 'number' };
}

export function flagColumn<Row>(key: string, title: string, value: (row: Row) => boolean, hidden = false): Column<Row> {
  return { key, title, hidden, value: (row) => (value(row) ? 'Yes' : ''), format: (text: string) => text };
}

/** The parts of a text that the tables join with +. */
export function joined(text: string | null | undefined): string[] {
  return text ? text.split('+') : [];
}
