// The map of a save as arrays by the index of a tile, made once from its tables; what changes with the turns is replayed.
import type { Columns } from '../../../lib/tables';
import { centreOf, kRoot3, neighbourOf, opposite } from './hex';
import { Replay, type Change } from './replay';
import type { Box } from './view';

export const kNobody = -1;

/** Names of the game as small numbers: 0 is none. */
export class Names {
  readonly list: (string | null)[] = [null];
  #numbers = new Map<string, number>();

  number(name: string | null | undefined): number {
    if (!name) return 0;
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.list.push(name) - 1;
      this.#numbers.set(name, number);
    }
    return number;
  }
  name(number: number): string | null {
    return this.list[number] ?? null;
  }
}

export interface City {
  city_id: number;
  name: string | null;
  /** Index of its tile. */
  tile: number;
  is_capital: boolean;
  /** 0 when the file does not say. */
  founded_turn: number;
  citizens: number;
  player_id: number | null;
  tribe: string | null;
  /** The owner's state religion first. */
  religions: string[];
}

export interface Tables {
  tiles: Columns<'tiles'>;
  map_cities: Columns<'map_cities'>;
  ownership_changes: Columns<'ownership_changes'>;
  terrain_changes: Columns<'terrain_changes'>;
}

type Ground = 'terrain' | 'height' | 'vegetation';
const kGround: readonly Ground[] = ['terrain', 'height', 'vegetation'];

/** All of it is as at the end of `turn`; seek() goes to another. Arrays are not to be written to from outside. */
export class World {
  readonly count: number;
  readonly box: Box;
  /** Two for each tile. */
  readonly centres: Float32Array;
  /** Six for each tile, in the order of the sides; -1 at the rim. */
  readonly neighbours: Int32Array;
  /** Of sides, a bit each. */
  readonly rivers: Uint8Array;
  readonly names = new Names();
  readonly cities: readonly City[];
  /** Index of the city whose land the tile is, in the save; -1 when none. */
  readonly cityOf: Int16Array;
  /** Index of the city that stands on the tile; -1 when none. */
  readonly cityOn: Int16Array;
  turn = 0;
  readonly #places = new Map<number, number>(); // y * 65536 + x to index
  readonly #indices = new Map<number, number>();
  readonly #owner: Replay;
  readonly #ground: Record<Ground, Replay>;

  constructor(readonly tables: Tables) {
    const { tiles } = tables;
    this.count = tiles.tile_id.length;
    tiles.tile_id.forEach((tile_id, at) => {
      this.#indices.set(tile_id, at);
      this.#places.set(key(tiles.x[at] ?? 0, tiles.y[at] ?? 0), at);
    });
    this.centres = new Float32Array(2 * this.count);
    this.neighbours = new Int32Array(6 * this.count).fill(-1);
    this.rivers = new Uint8Array(this.count);
    this.box = this.#lay();
    this.#flow();

    this.cities = citiesOf(tables.map_cities, (tile_id) => this.#indices.get(tile_id) ?? -1);
    const cities = new Map(this.cities.map(({ city_id }, at) => [city_id, at]));
    this.cityOf = Int16Array.from(tiles.owner_city_id, (id) => (id === null ? -1 : (cities.get(id) ?? -1)));
    this.cityOn = new Int16Array(this.count).fill(-1);
    this.cities.forEach(({ tile }, at) => tile >= 0 && (this.cityOn[tile] = at));

    this.#owner = this.#owners();
    this.#ground = Object.fromEntries(kGround.map((ground) => [ground, this.#grounds(ground)])) as Record<
      Ground,
      Replay
    >;
  }

  /** To the end of a turn. */
  seek(turn: number) {
    this.turn = turn;
    this.#owner.seek(turn);
    for (const ground of kGround) this.#ground[ground].seek(turn);
  }

  /** player_id of who owns each tile now, kNobody for none. */
  get owner(): Int16Array {
    return this.#owner.values;
  }
  /** The terrain, height or vegetation of each tile now, as numbers of `names`. */
  ground(which: Ground): Int16Array {
    return this.#ground[which].values;
  }

  /** The city whose land the tile is now; -1: none, not founded yet, or the land was not taken yet. */
  cityAt(tile: number): number {
    const city = this.cityOf[tile]!;
    return city >= 0 && this.stands(city) && this.owner[tile] !== kNobody ? city : -1;
  }
  /** The tribe that holds the tile as the save leaves it: its site, or land of its city; null when a player holds it now. */
  tribeAt(tile: number): string | null {
    if (this.owner[tile] !== kNobody) return null;
    const city = this.cityOf[tile]!;
    const site = this.tables.tiles.tribe_site[tile] ?? null;
    return site ?? (city >= 0 && this.stands(city) ? this.cities[city]!.tribe : null);
  }
  stands(city: number): boolean {
    return this.cities[city]!.founded_turn <= this.turn;
  }
  /** player_id of the city's owner now; kNobody for a tribe. */
  ownerOf(city: number): number {
    const { tile, player_id } = this.cities[city]!;
    const told = tile >= 0 && this.tables.ownership_changes.turn.length > 0; // scenarios begin without a history
    return told ? this.owner[tile]! : (player_id ?? kNobody);
  }

  /** Index of the tile at a place, -1 when there is none. */
  at(x: number, y: number): number {
    return this.#places.get(key(x, y)) ?? -1;
  }
  /** Index of a tile of the file, -1 when there is none. */
  indexOf(tile_id: number): number {
    return this.#indices.get(tile_id) ?? -1;
  }

  #lay(): Box {
    const { x, y } = this.tables.tiles;
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (let at = 0; at < this.count; ++at) {
      const [centre_x, centre_y] = centreOf(x[at] ?? 0, y[at] ?? 0);
      this.centres[2 * at] = centre_x;
      this.centres[2 * at + 1] = centre_y;
      box.left = Math.min(box.left, centre_x - kRoot3 / 2);
      box.right = Math.max(box.right, centre_x + kRoot3 / 2);
      box.top = Math.min(box.top, centre_y - 1);
      box.bottom = Math.max(box.bottom, centre_y + 1);
      for (let side = 0; side < 6; ++side) {
        this.neighbours[6 * at + side] = this.at(...neighbourOf(x[at] ?? 0, y[at] ?? 0, side));
      }
    }
    return box;
  }

  // The file has a river on three sides of a tile; the tiles beyond have it on the opposite ones.
  #flow() {
    const { river_w, river_sw, river_se } = this.tables.tiles;
    for (const [side, flows] of [
      [3, river_w],
      [4, river_sw],
      [5, river_se],
    ] as const) {
      flows.forEach((is, at) => {
        if (!is) return;
        this.rivers[at]! |= 1 << side;
        const beyond = this.neighbours[6 * at + side]!;
        if (beyond >= 0) this.rivers[beyond]! |= 1 << opposite(side);
      });
    }
  }

  // A tile without a history has belonged to whom it belongs to all the time; where the file names no player, as in scenarios
  // that begin with cities, to the player whose city's land it is.
  #owners(): Replay {
    const { turn, tile_id, player_id } = this.tables.ownership_changes;
    const start = Int16Array.from(
      this.tables.tiles.owner_player_id,
      (owner, at) => owner ?? this.cities[this.cityOf[at]!]?.player_id ?? kNobody,
    );
    const changes: Change[] = [];
    tile_id.forEach((id, at) => {
      const tile = this.indexOf(id);
      if (tile < 0) return;
      changes.push({ turn: turn[at]!, tile, value: player_id[at] ?? kNobody });
      start[tile] = kNobody;
    });
    return new Replay(start, changes);
  }

  #grounds(ground: Ground): Replay {
    const { turn, tile_id, change_type, old_value, new_value } = this.tables.terrain_changes;
    const start = Int16Array.from(this.tables.tiles[ground], (name) => this.names.number(name));
    const changes: Change[] = [];
    for (let at = tile_id.length - 1; at >= 0; --at) {
      const tile = this.indexOf(tile_id[at]!);
      if (change_type[at] !== ground || tile < 0) continue;
      changes.unshift({ turn: turn[at]!, tile, value: this.names.number(new_value[at]) });
      start[tile] = this.names.number(old_value[at]); // in the end that of the first change
    }
    return new Replay(start, changes);
  }
}

const key = (x: number, y: number) => y * 65536 + x;

function citiesOf(columns: Columns<'map_cities'>, indexOf: (tile_id: number) => number): City[] {
  return columns.city_id.map((city_id, at) => ({
    city_id,
    name: columns.city_name[at] ?? null,
    tile: columns.tile_id[at] === null ? -1 : indexOf(columns.tile_id[at]!),
    is_capital: columns.is_capital[at] ?? false,
    founded_turn: columns.founded_turn[at] ?? 0,
    citizens: columns.citizens[at] ?? 0,
    player_id: columns.player_id[at] ?? null,
    tribe: columns.tribe[at] ?? null,
    religions: columns.religions[at]?.split('+') ?? [],
  }));
}
