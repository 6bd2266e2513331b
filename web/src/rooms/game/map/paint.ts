// What each hexagon looks like, as bytes for the graphics card: painted anew for every turn, mode and layer.
import type { Theme } from '../../../theme/theme.svelte';
import { groundColour, isWater, kTribes, mixed, religionColour, resourceGroup, rgb, type Rgb } from './palette';
import { kNobody, type World } from './world';

export const kModes = ['political', 'terrain', 'religion', 'resources'] as const;
export type Mode = (typeof kModes)[number];

export const kLayers = [
  'cities',
  'borders',
  'rivers',
  'roads',
  'relief',
  'resources',
  'improvements',
  'units',
] as const;
export type Layer = (typeof kLayers)[number];

export interface Look {
  mode: Mode;
  theme: Theme;
  layers: ReadonlySet<Layer>;
  /** Colours of the players that are shown, by player_id: others' land is painted as nobody's. */
  players: ReadonlyMap<number, Rgb>;
  /** All religions of the map, so that each keeps its colour. */
  religions: readonly string[];
}

/** Signs drawn in a hexagon. */
export const kRelief = { none: 0, hill: 1, mountain: 2, volcano: 3 } as const;
export const kPlants = { none: 0, trees: 1, scrub: 2 } as const;

export class Painting {
  /** Four bytes for each tile; the last of stripe is 255 where there are stripes. */
  readonly fill: Uint8Array;
  readonly stripe: Uint8Array;
  /** The colour of the nation's border. */
  readonly border: Uint8Array;
  /** Sides of the nation's border, sides of the city's, rivers, roads: a bit for each side; roads 64: a road, leading nowhere. */
  readonly sides: Uint8Array;
  /** Relief, plants, whether it is the rim of the map, nothing. */
  readonly signs: Uint8Array;

  constructor(readonly count: number) {
    this.fill = new Uint8Array(4 * count);
    this.stripe = new Uint8Array(4 * count);
    this.border = new Uint8Array(4 * count);
    this.sides = new Uint8Array(4 * count);
    this.signs = new Uint8Array(4 * count);
  }
}

function put(to: Uint8Array, at: number, [red, green, blue]: Rgb, alpha = 255) {
  to[4 * at] = red;
  to[4 * at + 1] = green;
  to[4 * at + 2] = blue;
  to[4 * at + 3] = alpha;
}

// How much of the land's colour goes into a nation's, and how pale the ground is below other things.
const kTint = 0.62;
const kFaded = 0.45;

export function paint(world: World, look: Look, to: Painting) {
  const ground = groundColours(world, look);
  const tints = tintsOf(world, look);
  const shown = (tile: number) => {
    const owner = world.owner[tile]!;
    return look.players.has(owner) ? owner : kNobody;
  };
  to.stripe.fill(0);
  for (let tile = 0; tile < world.count; ++tile) {
    const [first, second] = tints(tile);
    const base = ground(tile);
    put(to.fill, tile, first ? mixed(base, first, look.mode === 'resources' ? 0.9 : kTint) : base);
    if (second) put(to.stripe, tile, mixed(base, second, kTint));
    sides(world, look, to, tile, shown);
    signs(world, look, to, tile);
  }
}

function groundColours(world: World, { mode, theme }: Look): (tile: number) => Rgb {
  const known = new Map<number, Rgb>();
  const page = rgb(theme === 'dark' ? '#241d17' : '#f3ece0');
  const terrain = world.ground('terrain');
  const height = world.ground('height');
  return (tile) => {
    const key = terrain[tile]! * 1024 + height[tile]!;
    let colour = known.get(key);
    if (!colour) {
      const names = [world.names.name(terrain[tile]!), world.names.name(height[tile]!)] as const;
      const full = groundColour(...names, theme);
      const faded = mode === 'terrain' ? 0 : isWater(...names) ? 0.15 : kFaded;
      colour = mixed(full, page, faded);
      known.set(key, colour);
    }
    return colour;
  };
}

/** What lies over the whole tile, and in stripes over that. */
type Tints = (tile: number) => readonly [Rgb?, Rgb?];
const kNoTint = [] as const;

function tintsOf(world: World, { mode, theme, players, religions }: Look): Tints {
  if (mode === 'political') {
    const colours = new Map([...players].map(([id, colour]) => [id, [colour] as const]));
    const tribes = [undefined, rgb(kTribes[theme])] as const;
    return (tile) => colours.get(world.owner[tile]!) ?? (world.tribeAt(tile) ? tribes : kNoTint);
  }
  if (mode === 'religion') {
    const ofCity = world.cities.map((city) =>
      city.religions.slice(0, 2).map((religion) => religionColour(religion, religions, theme)),
    );
    return (tile) => {
      const city = world.cityAt(tile);
      return city >= 0 && players.has(world.owner[tile]!) ? (ofCity[city] as [Rgb?, Rgb?]) : kNoTint;
    };
  }
  if (mode === 'resources') {
    const { resource } = world.tables.tiles;
    const colours = new Map<string, readonly [Rgb]>();
    for (const name of resource) if (name) colours.set(name, [rgb(resourceGroup(name).colour[theme])]);
    return (tile) => colours.get(resource[tile] ?? '') ?? kNoTint;
  }
  return () => kNoTint;
}

function sides(world: World, look: Look, to: Painting, tile: number, shown: (tile: number) => number) {
  const owner = shown(tile);
  let nation = 0;
  let city = 0;
  let roads = 0;
  const roadAt = (at: number) => world.tables.tiles.has_road[at] === true;
  const road = look.layers.has('roads') && roadAt(tile);
  if (road) roads |= 64;
  const own = owner === kNobody ? -1 : world.cityAt(tile);
  for (let side = 0; side < 6; ++side) {
    const beyond = world.neighbours[6 * tile + side]!;
    const bit = 1 << side;
    if (owner !== kNobody) {
      if (beyond < 0 || shown(beyond) !== owner) nation |= bit;
      else if (side < 3 && world.cityAt(beyond) !== own) city |= bit; // drawn by one of both
    }
    if (road && beyond >= 0 && roadAt(beyond)) roads |= bit;
  }
  const borders = look.layers.has('borders');
  to.sides[4 * tile] = borders ? nation : 0;
  to.sides[4 * tile + 1] = borders ? city : 0;
  to.sides[4 * tile + 2] = look.layers.has('rivers') ? world.rivers[tile]! : 0;
  to.sides[4 * tile + 3] = roads;
  if (owner !== kNobody) put(to.border, tile, look.players.get(owner)!);
}

function signs(world: World, look: Look, to: Painting, tile: number) {
  const height = world.names.name(world.ground('height')[tile]!);
  const plants = world.names.name(world.ground('vegetation')[tile]!);
  const relief = look.layers.has('relief');
  to.signs[4 * tile] = !relief
    ? 0
    : height === 'HEIGHT_HILL'
      ? kRelief.hill
      : height === 'HEIGHT_MOUNTAIN'
        ? kRelief.mountain
        : height === 'HEIGHT_VOLCANO'
          ? kRelief.volcano
          : kRelief.none;
  to.signs[4 * tile + 1] = !relief || !plants ? kPlants.none : plants.includes('SCRUB') ? kPlants.scrub : kPlants.trees;
  to.signs[4 * tile + 2] = world.tables.tiles.is_boundary[tile] ? 1 : 0;
}

/** The religions of all cities, in the order of their names. */
export function religionsOf(world: World): string[] {
  return [...new Set(world.cities.flatMap(({ religions }) => religions))].sort();
}
