// What home counts: games, narrowed by one selector (owner, nation, dates) that stands in the address. A game is in when one
// of its saves is; it is counted once, however many saves it has.
import type { Schemas } from '../../lib/api';

type Game = Schemas['Game'];

export interface Selection {
  owner: string;
  nation: string;
  /** Days, 2025-11-08, both included; '' for open. */
  from: string;
  to: string;
}

/** What the owner plays; where the owner is not known, the first human. */
export function nationOf(game: Pick<Game, 'owner_nation' | 'players'>): string | null {
  return game.owner_nation ?? game.players.find(({ human }) => human)?.nation ?? null;
}

export function ownerOf(game: Pick<Game, 'owner_name' | 'players'>): string {
  return game.owner_name || game.players.find(({ human }) => human)?.name || '';
}

/** The games in it, each with those of its saves that are. */
export function selected(games: readonly Game[], { owner, nation, from, to }: Selection): Game[] {
  return games
    .filter((game) => (!owner || ownerOf(game) === owner) && (!nation || nationOf(game) === nation))
    .map((game) =>
      from || to
        ? { ...game, saves: game.saves.filter(({ save_date: day }) => day && day >= from && (!to || day <= to)) }
        : game,
    )
    .filter(({ saves }) => saves.length > 0);
}

export interface NationTally {
  nation: string | null;
  games: number;
  won: number;
  lost: number;
  /** Not over, or nobody knows who won. */
  other: number;
}

/** Games by nation, the most first. */
export function byNation(games: readonly Game[]): NationTally[] {
  const tallies = new Map<string | null, NationTally>();
  for (const game of games) {
    const nation = nationOf(game);
    const tally = tallies.get(nation) ?? { nation, games: 0, won: 0, lost: 0, other: 0 };
    tallies.set(nation, tally);
    tally.games += 1;
    if (game.result === 'won') tally.won += 1;
    else if (game.result === 'lost') tally.lost += 1;
    else tally.other += 1;
  }
  return [...tallies.values()].sort((a, b) => b.games - a.games || (a.nation ?? '').localeCompare(b.nation ?? ''));
}
