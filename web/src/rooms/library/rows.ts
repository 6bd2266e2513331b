// Rows of the library's table: games, and within each its saves.
import type { Schemas } from '../../lib/api';
import { plainName, plainNames } from '../../lib/names';
import { formatTime, kNone } from '../../lib/numbers';

type Game = Schemas['Game'];
type Save = Schemas['Save'];

/** A game (save is undefined) or one of its saves. */
export interface Row {
  game: Game;
  save?: Save;
}

export const kResultWords: Record<Schemas['GameResult'], string> = {
  won: 'Won',
  lost: 'Lost',
  open: 'Not over',
  unknown: 'Somebody won',
};

const inside = new WeakMap<Game, Row[]>();

/** Saves of a game; the same rows each time. */
export function savesIn({ game, save }: Row): readonly Row[] {
  if (save) return [];
  let rows = inside.get(game);
  if (!rows) inside.set(game, (rows = game.saves.map((save) => ({ game, save }))));
  return rows;
}

export function keyOf({ game, save }: Row): string {
  return save ? `save ${save.match_id}` : game.game_key;
}

/** The humans by name, and how many play in all: "Bea, Cem of 5". */
export function playersOf(game: Game): string {
  const names = game.players
    .filter(({ human }) => human)
    .map(({ name }) => name)
    .filter(Boolean);
  if (names.length === 0) return String(game.players.length || kNone);
  return `${names.join(', ')}${game.players.length > names.length ? ` of ${game.players.length}` : ''}`;
}

/** How it was won, or how it can be. */
export function victoryOf(game: Game): string {
  return game.winner_victory ? plainName(game.winner_victory) : plainNames(game.victory_conditions);
}

export function mapOf(game: Game): string {
  return [game.map_size, game.map_class].map(plainName).filter(Boolean).join(', ');
}

/** Where a save came from, in words for a title. */
export function sourceOf(save: Save): string {
  return `${save.file_path.replace(/^upload:/, 'From the browser: ')}, imported ${formatTime(save.imported)}`;
}

export interface Filters {
  nation: string;
  result: string;
  map: string;
  /** How many play. */
  players: string;
  /** Days of the latest save: YYYY-MM-DD. */
  from: string;
  to: string;
}

/** '' lets all through. */
export function passes(game: Game, { nation, result, map, players, from, to }: Filters): boolean {
  return (
    (!nation || game.owner_nation === nation) &&
    (!result || game.result === result) &&
    (!map || game.map_class === map) &&
    (!players || String(game.players.length) === players) &&
    (!from || (game.save_date ?? '') >= from) &&
    (!to || (game.save_date !== null && game.save_date <= to))
  );
}

/** What there is to choose from, by name. */
export function choices(games: readonly Game[], of: (game: Game) => string | null): { value: string; text: string }[] {
  const values = [...new Set(games.map(of))].filter((value) => value !== null && value !== '') as string[];
  return values.map((value) => ({ value, text: plainName(value) })).sort((a, b) => a.text.localeCompare(b.text));
}
