import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast, linear } from './contrast';
import { kNations, kOthers, nationColour, playerColours } from './nations';

const kThemes = ['dark', 'light'] as const;

/** The surfaces of a theme, from the tokens. */
function surfaces(theme: 'dark' | 'light'): string[] {
  const css = readFileSync('src/theme/tokens.css', 'utf8');
  const block = css.split('}')[theme === 'dark' ? 0 : 1] ?? '';
  return [...block.matchAll(/--(?:page|surface-\d): (#\w{6})/g)].map((match) => match[1] as string);
}

/** How different two colours look: distance in OKLab. 0.02 is just to be seen. */
function distance(a: string, b: string): number {
  const lab = (hex: string) => {
    const [r, g, b] = linear(hex);
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ];
  };
  const [x, y] = [lab(a), lab(b)];
  return Math.hypot(...x.map((value, at) => value - (y[at] ?? 0)));
}

const kShades = [
  ...Object.entries(kNations).flatMap(([name, pair]) => pair.map((shade, at) => ({ name: `${name} ${at}`, shade }))),
  ...kOthers.map((shade, at) => ({ name: `other ${at}`, shade })),
];

test.each(kThemes)('every colour can be read on every surface, %s', (theme) => {
  expect(surfaces(theme)).toHaveLength(4);
  for (const surface of surfaces(theme)) {
    for (const { name, shade } of kShades) {
      expect(contrast(shade[theme].graphic, surface), `${name} as a line`).toBeGreaterThanOrEqual(3);
      expect(contrast(shade[theme].text, surface), `${name} as text`).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test.each(kThemes)('no two nations, and no two shades, look alike, %s', (theme) => {
  const nations = Object.entries(kNations);
  for (const [at, [name, [first, second]]] of nations.entries()) {
    expect(distance(first[theme].graphic, second[theme].graphic), name).toBeGreaterThan(0.1);
    for (const [other, [colour]] of nations.slice(at + 1)) {
      expect(distance(first[theme].graphic, colour[theme].graphic), `${name} ${other}`).toBeGreaterThan(0.06);
    }
  }
});

test('two players of one nation have two shades, a third another colour', () => {
  const rome = (player_id: number) => ({ player_id, nation: 'NATION_ROME' });
  const colours = playerColours([rome(0), rome(1), rome(2)], 'dark');
  expect(colours.get(0)).toEqual(nationColour('NATION_ROME', 'dark'));
  expect(new Set([...colours.values()].map(({ graphic }) => graphic)).size).toBe(3);
});

test('a nation that is not known has a colour of its own', () => {
  expect(nationColour('NATION_ATLANTIS', 'dark')).toEqual(nationColour('NATION_ATLANTIS', 'dark'));
});
