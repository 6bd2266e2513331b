// The map's own colours, in both themes: ground, religions, resources. Nations have theirs in lib/nations. Ground is calm and
// dark (or pale), so that nations stand out on it.
import type { Theme } from '../../../theme/theme.svelte';

/** Red, green, blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1, 7), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
export function css([red, green, blue]: Rgb, alpha = 1): string {
  return `rgb(${red} ${green} ${blue} / ${alpha})`;
}
export function mixed(a: Rgb, b: Rgb, part: number): Rgb {
  return [0, 1, 2].map((at) => Math.round(a[at]! + (b[at]! - a[at]!) * part)) as unknown as Rgb;
}

type Both = Record<Theme, string>;

const kTerrain: Record<string, Both> = {
  TERRAIN_LUSH: { dark: '#4d6b3a', light: '#a9c48b' },
  TERRAIN_TEMPERATE: { dark: '#68703f', light: '#c9cc98' },
  TERRAIN_ARID: { dark: '#84713f', light: '#e0cd97' },
  TERRAIN_SAND: { dark: '#9a8350', light: '#efdfb2' },
  TERRAIN_TUNDRA: { dark: '#777a75', light: '#dcdfd8' },
  TERRAIN_MARSH: { dark: '#45594c', light: '#a3b9a4' },
  TERRAIN_URBAN: { dark: '#705d4e', light: '#d1bfab' },
};
const kWater: Record<string, Both> = {
  HEIGHT_OCEAN: { dark: '#17242e', light: '#a9c3d0' },
  HEIGHT_COAST: { dark: '#20343f', light: '#bfd5dc' },
  HEIGHT_LAKE: { dark: '#284552', light: '#c2dbe2' },
};
const kNoGround: Both = { dark: '#3a332b', light: '#d8cfc0' };

export function isWater(terrain: string | null, height: string | null): boolean {
  return terrain === 'TERRAIN_WATER' || (height !== null && height in kWater);
}

export function groundColour(terrain: string | null, height: string | null, theme: Theme): Rgb {
  if (isWater(terrain, height)) return rgb((kWater[height ?? ''] ?? kWater['HEIGHT_OCEAN']!)[theme]);
  const ground = rgb((kTerrain[terrain ?? ''] ?? kNoGround)[theme]);
  if (height === 'HEIGHT_MOUNTAIN' || height === 'HEIGHT_VOLCANO') {
    return mixed(ground, rgb(theme === 'dark' ? '#4a4541' : '#b3aaa1'), 0.6);
  }
  return height === 'HEIGHT_HILL' ? mixed(ground, rgb(theme === 'dark' ? '#2a2117' : '#8f7a58'), 0.16) : ground;
}

/** Stripes on the land of tribes, all of them: no colour of its own could be told from every ground and nation. Their names
    stand in the tooltip. */
export const kTribes: Both = { dark: '#e6ddd0', light: '#3d342b' };
export const kRiver: Both = { dark: '#5d9dbb', light: '#3f83a6' };
export const kRoad: Both = { dark: '#d9bf94', light: '#7a5b34' };

const kReligions: Record<string, Both> = {
  RELIGION_ZOROASTRIANISM: { dark: '#f0924a', light: '#bd5c12' },
  RELIGION_JUDAISM: { dark: '#6fa5f2', light: '#2f64b8' },
  RELIGION_CHRISTIANITY: { dark: '#e9dcb8', light: '#7d6b34' },
  RELIGION_MANICHAEISM: { dark: '#b98be8', light: '#7440ab' },
  RELIGION_BUDDHISM: { dark: '#f2cf52', light: '#8f7206' },
  RELIGION_HINDUISM: { dark: '#ec7d96', light: '#a82f50' },
};
const kPagan: readonly Both[] = [
  { dark: '#62b58a', light: '#20734a' },
  { dark: '#cf7f5e', light: '#8c4423' },
  { dark: '#8fb8c9', light: '#3b6c80' },
  { dark: '#b3b35a', light: '#666611' },
  { dark: '#d69ac0', light: '#8a4573' },
  { dark: '#8d8fd1', light: '#4a4d95' },
  { dark: '#a9927b', light: '#66513c' },
  { dark: '#6fc4bd', light: '#1d7069' },
];

/** A religion's own colour, whoever founded it; those of the nations' gods by their place in `all`. */
export function religionColour(religion: string, all: readonly string[], theme: Theme): Rgb {
  const known = kReligions[religion];
  if (known) return rgb(known[theme]);
  const others = all.filter((each) => !(each in kReligions));
  return rgb(kPagan[Math.max(0, others.indexOf(religion)) % kPagan.length]![theme]);
}

/** Groups of resources, in the order of the legend. */
export const kResources: readonly { title: string; colour: Both; names: readonly string[] }[] = [
  {
    title: 'Crops',
    colour: { dark: '#d9c34f', light: '#8c7508' },
    names: ['WHEAT', 'BARLEY', 'SORGHUM', 'RICE', 'CITRUS', 'OLIVE', 'WINE'],
  },
  {
    title: 'Animals',
    colour: { dark: '#e08a5a', light: '#a8481a' },
    names: ['CATTLE', 'GOAT', 'PIG', 'SHEEP', 'GAME', 'FUR'],
  },
  { title: 'From the water', colour: { dark: '#66b7e0', light: '#22719c' }, names: ['FISH', 'CRAB', 'PEARL'] },
  { title: 'Riding animals', colour: { dark: '#c99ae6', light: '#7b3fa3' }, names: ['HORSE', 'CAMEL', 'ELEPHANT'] },
  {
    title: 'Stone and metal',
    colour: { dark: '#c5cbd3', light: '#525c69' },
    names: ['MARBLE', 'ORE', 'GOLD', 'SILVER', 'GEMS', 'GEM', 'JADE', 'SALT'],
  },
];
const kOtherResources = { title: 'Luxuries and others', colour: { dark: '#ef8fb4', light: '#a8326a' } };

export function resourceGroup(resource: string): { title: string; colour: Both } {
  const name = resource.replace(/^RESOURCE_/, '');
  return kResources.find(({ names }) => names.includes(name)) ?? kOtherResources;
}
