// A tile, a turn and the whole map in words: for the tooltip, the panels and whoever does not see the map.
import { fullName, plainName } from '../../../lib/names';
import { count } from '../../../lib/numbers';
import type { Row } from '../../../lib/tables';
import { cityName, type Units } from './overlay';
import { kNobody, type World } from './world';

export interface Fact {
  label: string;
  text: string;
}

/** What a player is called, by player_id. */
export type NameOf = (player_id: number) => string;

export function ownerText(world: World, tile: number, name: NameOf): string {
  const owner = world.owner[tile]!;
  if (owner !== kNobody) return name(owner);
  return plainName(world.tribeAt(tile)) || 'Nobody';
}

/** "Flat Lush, Trees" */
export function groundText(world: World, tile: number): string {
  const [height, terrain, plants] = (['height', 'terrain', 'vegetation'] as const).map((ground) =>
    plainName(world.names.name(world.ground(ground)[tile]!)),
  );
  const land = terrain === 'Water' ? height : [height, terrain].filter(Boolean).join(' ');
  return [land, plants].filter(Boolean).join(', ') || 'Unknown ground';
}

/** One line: what it is and whose. */
export function tileTitle(world: World, tile: number): string {
  const on = world.cityOn[tile]!;
  if (on >= 0 && world.stands(on)) return cityName(world.cities[on]!);
  return groundText(world, tile);
}

/** Everything that the save and the history know of a tile at the world's turn; `units` only at the save's own. */
export function tileFacts(world: World, tile: number, name: NameOf, units: Units | null): Fact[] {
  const { tiles } = world.tables;
  const city = world.cityAt(tile);
  const improvement = tiles.improvement[tile];
  const facts: [string, string | null | undefined][] = [
    ['Place', `${tiles.x[tile]}, ${tiles.y[tile]} (tile ${tiles.tile_id[tile]})`],
    ['Owner', ownerText(world, tile, name)],
    ['City', city >= 0 ? cityName(world.cities[city]!) : null],
    ['Religions', city >= 0 ? world.cities[city]!.religions.map(plainName).join(', ') : null],
    ['Ground', groundText(world, tile)],
    ['Resource', plainName(tiles.resource[tile])],
    ['Improvement', improvement ? improvementText(improvement, tiles.is_pillaged[tile], tiles.turns_left[tile]) : null],
    ['Specialist', tiles.specialist[tile] ? fullName(tiles.specialist[tile]) : null],
    ['Road', tiles.has_road[tile] ? 'Yes' : null],
    ['River', world.rivers[tile] ? 'On its rim' : null],
    ['Site of', plainName(tiles.tribe_site[tile])],
    ['City site', plainSite(tiles.city_site[tile])],
    [
      'Units',
      units
        ?.get(tile)
        ?.map((unit) => unitText(unit, name))
        .join(', '),
    ],
    ['Rim of the map', tiles.is_boundary[tile] ? 'Yes' : null],
  ];
  return facts.flatMap(([label, text]) => (text ? [{ label, text }] : []));
}

const plainSite = (site: string | null | undefined) =>
  site ? site.charAt(0) + site.slice(1).toLowerCase().replaceAll('_', ' ') : null;

function improvementText(improvement: string, pillaged: boolean | undefined, left: number | null | undefined): string {
  const more = [pillaged ? 'pillaged' : '', left ? `${count(left, 'turn')} left` : ''].filter(Boolean).join(', ');
  return fullName(improvement) + (more ? ` (${more})` : '');
}

function unitText(unit: { unit_type: string | null; player_id: number | null; tribe: string | null }, name: NameOf) {
  const whose = unit.player_id !== null ? name(unit.player_id) : plainName(unit.tribe);
  return plainName(unit.unit_type) + (whose ? ` of ${whose}` : '');
}

/** Tiles and cities of each player at the world's turn, the largest first. */
export function holdings(world: World): { player_id: number; tiles: number; cities: number }[] {
  const by = new Map<number, { player_id: number; tiles: number; cities: number }>();
  const of = (player_id: number) => {
    let found = by.get(player_id);
    if (!found) by.set(player_id, (found = { player_id, tiles: 0, cities: 0 }));
    return found;
  };
  for (const owner of world.owner) if (owner !== kNobody) of(owner).tiles += 1;
  world.cities.forEach((_, city) => {
    const owner = world.ownerOf(city);
    if (owner !== kNobody && world.stands(city)) of(owner).cities += 1;
  });
  return [...by.values()].sort((a, b) => b.tiles - a.tiles);
}

export function summary(world: World, name: NameOf): string {
  const whose = holdings(world).map(
    ({ player_id, tiles, cities }) =>
      `${name(player_id)} holds ${count(tiles, 'tile')} and ${count(cities, 'city', 'cities')}`,
  );
  return `A map of ${count(world.count, 'tile')}. Turn ${world.turn}: ${whose.join('; ') || 'nobody holds land'}.`;
}

/** What happened on a tile, in words. */
export function historyText(row: Row<'tile_history'>, name: NameOf): string {
  const value = plainName(row.new_value) || 'none';
  switch (row.change_type) {
    case 'owner':
      return row.player_id === null ? 'Lost, nobody holds it' : `Taken by ${name(row.player_id)}`;
    case 'city': {
      const city = cityName({ name: row.new_value });
      return `${city} founded${row.player_id === null ? '' : ` by ${name(row.player_id)}`}`;
    }
    default: {
      const what = plainName(`_${row.change_type.toUpperCase()}`);
      return row.old_value === null ? `${what}: ${value}` : `${what}: ${plainName(row.old_value)} to ${value}`;
    }
  }
}

/** NAME_JULIUS_CAESAR is a name of the game, others were given by people. */
const personName = (name: string | null) => (name?.startsWith('NAME_') ? plainName(name) : (name ?? 'Somebody'));

const kEvents: Record<string, (label: string, amount: number | null) => string> = {
  tech: (label) => `discovered ${label}`,
  law: (label) => `adopted ${label}`,
  city_founded: (label) => `founded ${label}`,
  city_taken: (label) => `took ${label}`,
  wonder: (label) => `completed ${label}`,
  religion_founded: (label) => `founded ${label}`,
  religion_spread: (label) => `${label} spread`,
  theology: (label) => `established ${label}`,
  leader: (label) => `${label} became ruler`,
  power_drop: (_, amount) => `lost ${amount} % of its military power`,
};

/** What a player did in a turn: "founded Roma". */
export function eventText({ kind, label, amount }: Row<'timeline'>): string {
  const said = kind.startsWith('city')
    ? cityName({ name: label })
    : kind === 'leader'
      ? personName(label)
      : plainName(label);
  return kEvents[kind]?.(said, amount) ?? `${plainName(`_${kind.toUpperCase()}`)} ${said}`;
}
