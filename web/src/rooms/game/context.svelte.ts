// The game that is looked at, for everything below GamePage: its save, its players with their colours, and which of them are
// shown. Which are hidden stands in the address (?hide=2,5), so that every tab, a reload and a copied link agree.
//
//   const view = gameView();
//   view.visible            // players whose lines, bars and columns are drawn
//   view.player(row.player_id)?.colour.graphic
import { createContext } from 'svelte';

import type { Schemas } from '../../lib/api';
import { plainName } from '../../lib/names';
import { playerColours, type Colour } from '../../lib/nations';
import { route } from '../../lib/route.svelte';
import { theme } from '../../theme/theme.svelte';

/** A player of the game: always by player_id, since a nation may play twice. */
export interface GamePlayer {
  player_id: number;
  nation: string | null;
  /** As people call it: "Rome"; "Rome (Livia)" or "Rome 2" when Rome plays twice. */
  label: string;
  /** As in the file: often empty. */
  name: string;
  human: boolean;
  is_owner: boolean;
  colour: Colour;
  /** Another player of the same nation came before: two shades of one colour are also told apart by how lines are drawn. */
  second: boolean;
}

export class GameView {
  readonly #game: () => Schemas['Game'];
  readonly #save: () => Schemas['Save'];
  /** The player that the legend points at, to be drawn in front. */
  pointed = $state<number | null>(null);

  constructor(game: () => Schemas['Game'], save: () => Schemas['Save']) {
    this.#game = game;
    this.#save = save;
  }

  get game() {
    return this.#game();
  }
  /** The save that is looked at. */
  get save() {
    return this.#save();
  }
  get match_id() {
    return this.#save().match_id;
  }

  /** The owner first, then other humans, then the computer's, by nation. */
  readonly players: readonly GamePlayer[] = $derived.by(() => labelled(this.#game().players, theme.current));
  readonly hidden: ReadonlySet<number> = $derived.by(() => hiddenIn(route.get('hide'), this.players));
  readonly visible: readonly GamePlayer[] = $derived(this.players.filter(({ player_id }) => this.shows(player_id)));
  readonly #byId = $derived(new Map(this.players.map((player) => [player.player_id, player])));

  player(player_id: number | null | undefined): GamePlayer | undefined {
    return player_id == null ? undefined : this.#byId.get(player_id);
  }

  shows(player_id: number): boolean {
    return !this.hidden.has(player_id);
  }

  toggle(player_id: number) {
    const hidden = new Set(this.hidden);
    if (!hidden.delete(player_id)) hidden.add(player_id);
    this.#hide(hidden);
  }

  /** Only this one; all when it is the only one already. */
  only(player_id: number) {
    const others = this.players.filter((player) => player.player_id !== player_id);
    if (this.visible.length === 1 && this.shows(player_id)) this.showAll();
    else this.#hide(new Set(others.map((player) => player.player_id)));
  }

  showAll() {
    this.#hide(new Set());
  }

  #hide(hidden: ReadonlySet<number>) {
    route.set({ hide: [...hidden].sort((a, b) => a - b).join(',') });
  }
}

/** In GamePage: provideGame(new GameView(...)). Below it: gameView(). */
export const [gameView, provideGame] = createContext<GameView>();

export function labelled(players: Schemas['Game']['players'], of: typeof theme.current): GamePlayer[] {
  const colours = playerColours(
    [...players].sort((a, b) => a.player_id - b.player_id),
    of,
  );
  const rank = (player: Schemas['Player']) => (player.is_owner ? 0 : player.human ? 1 : 2);
  const nation = (player: Schemas['Player']) => plainName(player.nation) || player.name || 'A player';
  return [...players]
    .sort((a, b) => rank(a) - rank(b) || nation(a).localeCompare(nation(b)) || a.player_id - b.player_id)
    .map((player) => {
      const twins = players.filter((other) => other.nation === player.nation).map(({ player_id }) => player_id);
      const place = twins.sort((a, b) => a - b).indexOf(player.player_id) + 1;
      const twin = twins.length < 2 ? '' : player.name ? ` (${player.name})` : ` ${place}`;
      return {
        ...player,
        label: nation(player) + twin,
        second: place > 1,
        colour: colours.get(player.player_id) as Colour,
      };
    });
}

/** Never all of them: a page without anything is nobody's wish. */
export function hiddenIn(text: string, players: readonly { player_id: number }[]): ReadonlySet<number> {
  const ids = new Set(players.map(({ player_id }) => player_id));
  const hidden = new Set(
    text
      .split(',')
      .filter(Boolean)
      .map(Number)
      .filter((id) => ids.has(id)),
  );
  return hidden.size === ids.size ? new Set() : hidden;
}
