// Through every tab of a generated game and of the real ones (PER_ANKH_REAL_SAVES; their pictures are not to be committed), as
// people go: with the keyboard. Each is looked at by axe and in pictures, in both themes at three widths; each is also seen
// while it waits, and when the server fails. That the numbers are right is game_charts, game_tables and game_map.
import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';

import { gameOf, gamesToLookAt, kWidths, Server } from './harness';

/** Views behind a tab's first one, and places where there is more to be seen. */
const kMore: Record<string, Record<string, string>> = {
  yields: { 'yields-total': '?show=total', 'yields-one': '?yield=science' },
  characters: { tree: '?view=tree', people: '?view=all' },
  improvements: { 'improvements-tiles': '?view=tiles' },
  events: { stories: '?view=stories', choices: '?view=choices' },
  map: { 'map-terrain': '?mode=terrain', 'map-religion': '?mode=religion', 'map-resources': '?mode=resources' },
};

/** Goes to the next tab of the strip by keys alone. */
async function step(page: Page, key: string) {
  await page.keyboard.press(key);
  const tab = await page.evaluate(() => (document.activeElement as HTMLElement).dataset['tab'] ?? '');
  await page.keyboard.press('Enter');
  await page.locator(`nav a[data-tab="${tab}"][aria-current="page"]`).waitFor();
  return tab;
}

/** What can be pressed below the tabs, as far as one hand goes: Tab reaches all of it in order, and shows where it is. */
async function tabThrough(page: Page) {
  const order = await page.evaluate(() => {
    const all = [
      ...document.querySelectorAll<HTMLElement>('main :is(button, input, select, summary, a[href], [tabindex="0"])'),
    ];
    const seen = all.filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.matches(':disabled'));
    const from = seen.findIndex((each) => each.closest('.tab'));
    const next = seen.slice(Math.max(0, from), from + 25);
    next.forEach((each, at) => (each.dataset['order'] = `${at}`));
    next[0]?.focus();
    return next.length;
  });
  for (let at = 1; at < order; ++at) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(() => {
      const active = document.activeElement as HTMLElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(active);
      return { order: active.dataset['order'], outlined: outlineStyle !== 'none' && outlineWidth !== '0px' };
    });
    expect(now, `${page.url()}: what is focused after ${at} steps`).toEqual({ order: `${at}`, outlined: true });
  }
}

describe.each(await gamesToLookAt({ size: 'standard', format: '2026', seed: 3 }))('$name', ({ name, saves }) => {
  test('every tab by keyboard, with axe and pictures', { timeout: 600_000 }, async () => {
    await using server = await Server.start({ saves });
    const { path } = await gameOf(server);
    await using visit = await server.visit(`${path}/overview`);
    const { page } = visit;
    const strip = page.getByRole('navigation', { name: 'Parts of the game' });
    await strip.getByRole('link').last().waitFor();
    const tabs = await strip.getByRole('link').evaluateAll((links) => links.map((link) => link.dataset['tab'] ?? ''));
    expect(tabs.length).toBe(14);
    await strip.getByRole('link').last().focus();
    for (const tab of tabs) {
      expect(await step(page, 'ArrowRight')).toBe(tab); // from the last one on to the first
      await visit.settled();
      await visit.screenshot(`${name}-${tab}`, kWidths);
      await tabThrough(page);
      for (const [view, query] of Object.entries(kMore[tab] ?? {})) {
        await page.evaluate((to) => {
          history.pushState(null, '', to);
          dispatchEvent(new PopStateEvent('popstate'));
        }, `${path}/${tab}${query}`);
        await visit.settled();
        await visit.screenshot(`${name}-${view}`, [1280]);
      }
      await strip.locator(`[data-tab="${tab}"]`).focus();
    }
  });
});
