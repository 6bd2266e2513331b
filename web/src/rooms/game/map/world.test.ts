import { expect, test } from 'vitest';

import { contrast } from '../../../lib/contrast';
import { groundText, holdings, ownerText, summary, tileFacts } from './facts';
import { paint, Painting, type Look, type Mode } from './paint';
import { groundColour, mixed, religionColour, resourceGroup, rgb, type Rgb } from './palette';
import { kNobody, World, type Tables } from './world';

// Four tiles in a row: Rome's city, its land taken in turn 5, a camp of the Suebi, the sea.
function small(ground = 'TERRAIN_ARID'): World {
  const none = [null, null, null, null];
  const no = [false, false, false, false];
  const tables: Tables = {
    tiles: {
      tile_id: [10, 11, 12, 13],
      x: [0, 1, 2, 3],
      y: [0, 0, 0, 0],
      terrain: ['TERRAIN_LUSH', 'TERRAIN_ARID', ground, 'TERRAIN_WATER'],
      height: ['HEIGHT_FLAT', 'HEIGHT_HILL', 'HEIGHT_FLAT', 'HEIGHT_OCEAN'],
      vegetation: none,
      river_w: no,
      river_sw: no,
      river_se: no,
      resource: [null, 'RESOURCE_WHEAT', null, null],
      improvement: [null, 'IMPROVEMENT_FARM', null, null],
      is_pillaged: [false, true, false, false],
      turns_left: none,
      specialist: none,
      has_road: no,
      owner_player_id: [0, 0, null, null],
      owner_city_id: [7, 7, null, null],
      tribe_site: [null, null, 'TRIBE_SUEBI', null],
      city_site: none,
      is_boundary: [false, false, false, true],
    },
    map_cities: {
      city_id: [7],
      city_name: ['CITYNAME_ROMA'],
      tile_id: [10],
      player_id: [0],
      tribe: [null],
      first_owner_player_id: [0],
      is_capital: [true],
      founded_turn: [2],
      citizens: [3],
      religions: ['RELIGION_JUDAISM'],
    },
    ownership_changes: { turn: [2, 5], tile_id: [10, 11], player_id: [0, 0] },
    terrain_changes: {
      turn: [4],
      tile_id: [11],
      change_type: ['terrain'],
      old_value: ['TERRAIN_LUSH'],
      new_value: ['TERRAIN_ARID'],
    },
  };
  return new World(tables);
}

const rome = rgb('#dc375f');
const name = () => 'Rome';
const look = (mode: Mode, players = new Map([[0, rome]])): Look => ({
  mode,
  theme: 'dark',
  layers: new Set(['borders']),
  players,
  religions: ['RELIGION_JUDAISM'],
});
function fills(world: World, how: Look): number[][] {
  const painting = new Painting(world.count);
  paint(world, how, painting);
  return [0, 1, 2, 3].map((tile) => [...painting.fill.slice(4 * tile, 4 * tile + 3)]);
}

test('the world is as at the end of a turn, forwards and back', () => {
  const world = small();
  world.seek(9);
  expect([...world.owner]).toEqual([0, 0, kNobody, kNobody]);
  expect(holdings(world)).toEqual([{ player_id: 0, tiles: 2, cities: 1 }]);
  expect(groundText(world, 1)).toBe('Hill Arid');
  world.seek(3);
  expect([...world.owner]).toEqual([0, kNobody, kNobody, kNobody]);
  expect(groundText(world, 1)).toBe('Hill Lush');
  world.seek(1);
  expect(summary(world, name)).toBe('A map of 4 tiles. Turn 1: nobody holds land.');
});

test('land belongs to a player, a tribe or nobody', () => {
  const world = small();
  world.seek(9);
  expect([0, 2, 3].map((tile) => ownerText(world, tile, name))).toEqual(['Rome', 'Suebi', 'Nobody']);
});

test('a scenario without a history: land belongs to the player whose city has it', () => {
  const { tables } = small();
  const owner_player_id = [null, null, null, null];
  const world = new World({
    ...tables,
    tiles: { ...tables.tiles, owner_player_id },
    ownership_changes: { turn: [], tile_id: [], player_id: [] },
  });
  world.seek(2);
  expect([...world.owner]).toEqual([0, 0, kNobody, kNobody]);
});

test('a tile is told in facts', () => {
  const world = small();
  world.seek(9);
  const facts = Object.fromEntries(tileFacts(world, 1, name, null).map(({ label, text }) => [label, text]));
  expect(facts).toMatchObject({ Owner: 'Rome', City: 'Roma', Resource: 'Wheat', Improvement: 'Farm (pillaged)' });
  expect(facts).not.toHaveProperty('Road');
});

test('each mode paints what it is about; who is hidden holds nothing', () => {
  const world = small();
  world.seek(9);
  const plain = fills(world, look('political', new Map()));
  const political = fills(world, look('political'));
  expect(political[0]).toEqual([...mixed(plain[0] as unknown as Rgb, rome, 0.62)]);
  expect(political[3]).toEqual(plain[3]);
  expect(fills(world, look('terrain'))[2]).toEqual([...groundColour('TERRAIN_ARID', 'HEIGHT_FLAT', 'dark')]);
  const religion = fills(world, look('religion'));
  const faith = religionColour('RELIGION_JUDAISM', ['RELIGION_JUDAISM'], 'dark');
  expect(religion[0]).toEqual([...mixed(plain[0] as unknown as Rgb, faith, 0.62)]);
  world.seek(1); // before the city
  expect(fills(world, look('political'))[0]).toEqual(fills(world, look('political', new Map()))[0]);
});

test('the land of tribes is striped, to be seen on every ground', () => {
  const terrains = ['LUSH', 'TEMPERATE', 'ARID', 'SAND', 'TUNDRA', 'MARSH', 'URBAN'].map((each) => `TERRAIN_${each}`);
  const hex = (bytes: Uint8Array) =>
    `#${[...bytes.slice(8, 11)].map((each) => each.toString(16).padStart(2, '0')).join('')}`;
  for (const theme of ['dark', 'light'] as const) {
    for (const terrain of terrains) {
      const world = small(terrain);
      world.seek(9);
      const painting = new Painting(world.count);
      paint(world, { ...look('political'), theme }, painting);
      expect([...painting.stripe].map((value, at) => (at % 4 === 3 ? value : 0)).filter(Boolean)).toEqual([255]);
      const seen = contrast(hex(painting.fill), hex(painting.stripe));
      expect(seen, `${terrain}, ${theme}`).toBeGreaterThan(3);
    }
  }
});

test('religions and resources have colours of their own', () => {
  for (const theme of ['dark', 'light'] as const) {
    const gods = ['RELIGION_PAGAN_A', 'RELIGION_PAGAN_B'];
    expect(religionColour('RELIGION_PAGAN_A', gods, theme)).not.toEqual(
      religionColour('RELIGION_PAGAN_B', gods, theme),
    );
  }
  expect(resourceGroup('RESOURCE_WHEAT').title).toBe('Crops');
  expect(resourceGroup('RESOURCE_UNHEARD_OF').title).toBe('Luxuries and others');
});
