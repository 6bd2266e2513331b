// One colour per nation everywhere: names, lines, bars, map. Each is readable on every surface of its theme: `graphic` with a
// contrast of 3:1, `text` with 4.5:1; nations.test.ts holds them against src/theme/tokens.css and against each other.
// The second shade is for the second player of the same nation.
import type { Theme } from '../theme/theme.svelte';

export interface Colour {
  graphic: string;
  text: string;
}

type Shade = Record<Theme, Colour>;

export const kNations: Record<string, readonly [Shade, Shade]> = {
  NATION_AKSUM: [
    { dark: { graphic: '#fc90bc', text: '#fc90bc' }, light: { graphic: '#c55e8a', text: '#a84470' } },
    { dark: { graphic: '#b2748c', text: '#c4849d' }, light: { graphic: '#7c435a', text: '#7c435a' } },
  ],
  NATION_ANTIGONUS: [
    { dark: { graphic: '#45b164', text: '#45b164' }, light: { graphic: '#007835', text: '#007835' } },
    { dark: { graphic: '#a7e2b2', text: '#a7e2b2' }, light: { graphic: '#579064', text: '#3b7349' } },
  ],
  NATION_ASSYRIA: [
    { dark: { graphic: '#f7d21a', text: '#f7d21a' }, light: { graphic: '#9a830c', text: '#786607' } },
    { dark: { graphic: '#b8a453', text: '#b8a453' }, light: { graphic: '#6e5d05', text: '#6e5d05' } },
  ],
  NATION_BABYLONIA: [
    { dark: { graphic: '#98cc0e', text: '#98cc0e' }, light: { graphic: '#6a8f02', text: '#527001' } },
    { dark: { graphic: '#77963f', text: '#82a14a' }, light: { graphic: '#435d00', text: '#435d00' } },
  ],
  NATION_CARTHAGE: [
    { dark: { graphic: '#f5eee0', text: '#f5eee0' }, light: { graphic: '#5d574c', text: '#5d574c' } },
    { dark: { graphic: '#c1bdb5', text: '#c1bdb5' }, light: { graphic: '#86837b', text: '#6a6760' } },
  ],
  NATION_EGYPT: [
    { dark: { graphic: '#fd9320', text: '#fd9320' }, light: { graphic: '#c56e01', text: '#9c5602' } },
    { dark: { graphic: '#b0743f', text: '#c78955' }, light: { graphic: '#874e15', text: '#874e15' } },
  ],
  NATION_GREECE: [
    { dark: { graphic: '#5598f9', text: '#5598f9' }, light: { graphic: '#2a6cc9', text: '#2264c1' } },
    { dark: { graphic: '#b6d3fe', text: '#b6d3fe' }, light: { graphic: '#1f4274', text: '#1f4274' } },
  ],
  NATION_HITTITE: [
    { dark: { graphic: '#59dff8', text: '#59dff8' }, light: { graphic: '#0390a4', text: '#027283' } },
    { dark: { graphic: '#63a8b5', text: '#63a8b5' }, light: { graphic: '#0f5d6a', text: '#0f5d6a' } },
  ],
  NATION_KUSH: [
    { dark: { graphic: '#ece9a2', text: '#ece9a2' }, light: { graphic: '#797530', text: '#6e6a25' } },
    { dark: { graphic: '#b8b78f', text: '#b8b78f' }, light: { graphic: '#494723', text: '#494723' } },
  ],
  NATION_MAURYA: [
    { dark: { graphic: '#a97cf0', text: '#ad80f4' }, light: { graphic: '#6e3ead', text: '#6e3ead' } },
    { dark: { graphic: '#d8c6fd', text: '#d8c6fd' }, light: { graphic: '#9078bb', text: '#735b9b' } },
  ],
  NATION_PERSIA: [
    { dark: { graphic: '#d76034', text: '#ec7348' }, light: { graphic: '#bb4717', text: '#b4410d' } },
    { dark: { graphic: '#f7ac92', text: '#f7ac92' }, light: { graphic: '#6e3018', text: '#6e3018' } },
  ],
  NATION_PTOLEMY: [
    { dark: { graphic: '#abb9fe', text: '#abb9fe' }, light: { graphic: '#3e4783', text: '#3e4783' } },
    { dark: { graphic: '#848db4', text: '#8c95bd' }, light: { graphic: '#6d759b', text: '#5e668b' } },
  ],
  NATION_ROME: [
    { dark: { graphic: '#dc375f', text: '#fe617f' }, light: { graphic: '#880030', text: '#880030' } },
    { dark: { graphic: '#f693a0', text: '#f693a0' }, light: { graphic: '#ab505f', text: '#a54a59' } },
  ],
  NATION_SELEUCUS: [
    { dark: { graphic: '#d25ec5', text: '#e06bd2' }, light: { graphic: '#a33098', text: '#a33098' } },
    { dark: { graphic: '#f7afec', text: '#f7afec' }, light: { graphic: '#b06da6', text: '#915189' } },
  ],
  NATION_TAMIL: [
    { dark: { graphic: '#39bda0', text: '#39bda0' }, light: { graphic: '#0a6d5b', text: '#0a6d5b' } },
    { dark: { graphic: '#abeedb', text: '#abeedb' }, light: { graphic: '#50907f', text: '#317263' } },
  ],
  NATION_YUEZHI: [
    { dark: { graphic: '#b8892d', text: '#be8e33' }, light: { graphic: '#825b00', text: '#825b00' } },
    { dark: { graphic: '#e3c695', text: '#e3c695' }, light: { graphic: '#9b8051', text: '#7d6334' } },
  ],
};

/** For nations that are not known, and for a third player of the same nation. */
export const kOthers: readonly Shade[] = [
  { dark: { graphic: '#c49a83', text: '#c49a83' }, light: { graphic: '#79543f', text: '#79543f' } },
  { dark: { graphic: '#869a73', text: '#8a9e77' }, light: { graphic: '#475935', text: '#475935' } },
  { dark: { graphic: '#cc8b8a', text: '#cc8b8a' }, light: { graphic: '#7f4545', text: '#7f4545' } },
  { dark: { graphic: '#c5af75', text: '#c5af75' }, light: { graphic: '#756127', text: '#756127' } },
  { dark: { graphic: '#89a2b5', text: '#89a2b5' }, light: { graphic: '#445b6c', text: '#445b6c' } },
  { dark: { graphic: '#af93b6', text: '#af93b6' }, light: { graphic: '#614867', text: '#614867' } },
];

/** A nation's colour; a tribe and an unknown name always get the same one of the others. */
export function nationColour(nation: string | null | undefined, theme: Theme, shade: 0 | 1 = 0): Colour {
  const known = nation ? kNations[nation] : undefined;
  if (known) return known[shade][theme];
  let sum = 0;
  for (const letter of nation ?? '') sum = (sum * 31 + letter.charCodeAt(0)) % 65521;
  return otherColour(sum, theme);
}

/** The colour of each player of a game, by player_id: two of one nation are told apart. */
export function playerColours(
  players: readonly { player_id: number; nation: string | null }[],
  theme: Theme,
): Map<number, Colour> {
  const colours = new Map<number, Colour>();
  const seen = new Map<string, number>();
  for (const { player_id, nation } of players) {
    const before = seen.get(nation ?? '') ?? 0;
    seen.set(nation ?? '', before + 1);
    const own = before < 2 && (nation ? nation in kNations : false);
    colours.set(player_id, own ? nationColour(nation, theme, before as 0 | 1) : otherColour(colours.size, theme));
  }
  return colours;
}

function otherColour(index: number, theme: Theme): Colour {
  return (kOthers[index % kOthers.length] as Shade)[theme];
}
