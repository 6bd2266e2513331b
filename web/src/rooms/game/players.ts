// What the tabs make of rows with a player_id: a line for each player, a column for each player.
import type { Column, Line } from '../../components';
import { grouped } from '../../lib/tables';
import type { GamePlayer } from './context.svelte';

interface OfPlayer {
  player_id: number | null;
}

/** A line for each of the players that has values, in their order. Rows are in the order of the turns. */
export function playerLines<Of extends OfPlayer & { turn: number }>(
  players: readonly GamePlayer[],
  rows: readonly Of[],
  value: (row: Of) => number | null,
): Line[] {
  const rowsOf = grouped(rows, ({ player_id }) => player_id);
  return players.flatMap((player) => {
    const points = (rowsOf.get(player.player_id) ?? []).map((row) => [row.turn, value(row)] as const);
    return points.some(([, known]) => known !== null) ? [{ ...lineOf(player), points }] : [];
  });
}

/** A step line of how many there were, with the name of each where it came. Those without a turn were there at the start. */
export function stepLines<Of extends OfPlayer & { turn: number | null }>(
  players: readonly GamePlayer[],
  rows: readonly Of[],
  lastTurn: number,
  { count, text }: { count: (row: Of) => number; text: (row: Of) => string },
): Line[] {
  const rowsOf = grouped(rows, ({ player_id }) => player_id);
  return players.flatMap((player) => {
    const own = rowsOf.get(player.player_id);
    if (!own) return [];
    const byTurn = new Map<number, number>([[0, 0]]);
    for (const row of own) byTurn.set(row.turn ?? 0, count(row));
    if (!byTurn.has(lastTurn)) byTurn.set(lastTurn, [...byTurn.values()].at(-1) ?? 0);
    const events = own.flatMap((row) => (row.turn === null ? [] : [{ turn: row.turn, text: text(row) }]));
    return [{ ...lineOf(player), points: [...byTurn], events }];
  });
}

function lineOf({ player_id, label, colour, second }: GamePlayer) {
  return { id: String(player_id), name: label, colour: colour.graphic, ...(second ? { dash: [7, 3] } : {}) };
}

/** A thing in rows and players in columns: laws, techs, units. */
export interface PivotRow<Cell> {
  /** As the game writes it. */
  item: string;
  /** As it is shown, and searched. */
  label: string;
  cells: ReadonlyMap<number, Cell>;
}

export function pivot<Of extends OfPlayer>(
  rows: readonly Of[],
  item: (row: Of) => string,
  label: (item: string) => string,
): PivotRow<Of>[] {
  return [...grouped(rows, item)]
    .map(([key, own]) => ({
      item: key,
      label: label(key),
      cells: new Map(own.flatMap((row) => (row.player_id === null ? [] : [[row.player_id, row] as const]))),
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** A column for each player; `value` is what it is sorted and exported by. */
export function playerColumns<Cell, Row extends PivotRow<Cell>>(
  players: readonly GamePlayer[],
  value: (cell: Cell) => number | null,
  text: (cell: Cell) => string,
): Column<Row>[] {
  return players.map((player) => ({
    key: `player_${player.player_id}`,
    title: player.label,
    type: 'number',
    colour: () => player.colour.text,
    value: (row) => {
      const cell = row.cells.get(player.player_id);
      return cell === undefined ? null : value(cell);
    },
    format: (_: unknown, row: Row) => {
      const cell = row.cells.get(player.player_id);
      return cell === undefined ? '\u2013' : text(cell);
    },
  }));
}
