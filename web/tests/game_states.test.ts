// What a game looks like besides its tabs as they open: while data is awaited, when the server fails, when nothing is found, with
// what can be opened open. Pictures of each, and axe.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';

import { gameOf, makeSaves, Server } from './harness';

let server: Server;
let path = '';
beforeAll(async () => {
  server = await Server.start({ saves: await makeSaves({ size: 'duel', seed: 3 }) });
  ({ path } = await gameOf(server));
}, 600_000);
afterAll(() => server?.close());

const kTables = '**/api/saves/*/tables/*';
async function tabsOf(page: Page): Promise<string[]> {
  const links = page.getByRole('navigation', { name: 'Parts of the game' }).getByRole('link');
  await links.last().waitFor();
  return links.evaluateAll((all) => all.map((link) => link.dataset['tab'] ?? ''));
}

test('each tab shows that it waits, then what it waited for', { timeout: 300_000 }, async () => {
  await using visit = await server.visit(`${path}/settings`);
  const { page } = visit;
  await visit.settled();
  let free = () => undefined as void;
  for (const tab of await tabsOf(page)) {
    const held = new Promise<void>((done) => (free = done));
    await page.route(kTables, async (asked) => {
      await held;
      await asked.continue().catch(() => undefined); // the page may have gone on
    });
    await page.goto(`${server.address}${path}/${tab}`);
    await page
      .getByRole('status')
      .filter({ hasText: /^Loading/ })
      .first()
      .waitFor();
    await page.locator(`nav a[data-tab="${tab}"][aria-current="page"]`).waitFor(); // the rest of the page is there
    if (['overview', 'yields', 'cities', 'map'].includes(tab)) await visit.screenshot(`waits-${tab}`, [1280], false);
    free();
    await page.unroute(kTables);
    await visit.settled();
  }
});

test(
  'a tab whose data fails says so and can be tried again; the rest of the page stays',
  { timeout: 300_000 },
  async () => {
    await using visit = await server.visit(`${path}/settings`);
    const { page } = visit;
    await visit.settled();
    for (const tab of await tabsOf(page)) {
      await page.route(kTables, (asked) =>
        asked.fulfill({
          status: 503,
          json: { code: 'store/busy', message: 'The library is busy.', action: 'Try again in a moment.' },
        }),
      );
      await page.goto(`${server.address}${path}/${tab}`);
      const alert = page.locator('main').getByRole('alert').first();
      await alert.getByText('The library is busy.').waitFor();
      await page.getByRole('group', { name: 'Players' }).getByRole('button').first().waitFor();
      if (['overview', 'yields', 'cities', 'map'].includes(tab)) await visit.screenshot(`fails-${tab}`, [1280], false);
      await page.unrouteAll({ behavior: 'wait' });
      // Each of those that failed asks again for its own.
      const again = page.locator('main').getByRole('alert').getByRole('button', { name: 'Try again' });
      while ((await again.count()) > 0) {
        const before = await again.count();
        await again.first().click();
        await expect.poll(() => again.count(), { timeout: 30_000 }).toBeLessThan(before);
      }
      await visit.settled();
    }
    visit.errors.length = 0; // the answers 503
  },
);

test('nothing found, nobody shown but one, no such tab, no such game: sentences', async () => {
  await using visit = await server.visit(`${path}/cities?find=Atlantis`);
  const { page } = visit;
  await page.getByText('Nothing matches "Atlantis".').waitFor();
  await visit.screenshot('nothing-found', [360, 1280]);
  await page.goto(`${server.address}${path}/military`);
  const legend = page.getByRole('group', { name: 'Players' });
  await legend.getByRole('button').first().dblclick();
  await legend.getByRole('button', { name: 'Show all' }).waitFor();
  expect(await legend.locator('[aria-pressed="true"]').count()).toBe(1);
  await visit.screenshot('one-player', [360, 1280]);
  await page.goto(`${server.address}${path}/nonsense`);
  await page.getByText('There is no such tab').waitFor();
  await page.goto(`${server.address}/games/nonsense/overview`);
  await page.getByRole('alert').waitFor();
  await visit.screenshot('no-such-game');
  visit.errors.length = 0; // the answer 404
});

test('a chart in the whole window, its data, its question, what the pointer is at, a part of it', async () => {
  await using visit = await server.visit(`${path}/laws`);
  const { page } = visit;
  const chart = page.getByRole('region', { name: 'Laws', exact: true });
  await visit.settled();
  await chart.getByRole('button', { name: 'More' }).click();
  await visit.screenshot('chart-menu', [1280]);
  for (const [what, name] of [
    ['Fullscreen', 'chart-fullscreen'],
    ['Show the data', 'chart-data'],
    ['Show the SQL', 'chart-sql'],
  ] as const) {
    await page.getByRole('button', { name: what }).click();
    await page.getByRole('dialog').filter({ visible: true }).first().waitFor();
    await visit.settled();
    await visit.screenshot(name, [360, 1280]);
    await page.keyboard.press('Escape');
    await chart.getByRole('button', { name: 'More' }).click();
  }
  await page.keyboard.press('Escape');
  const box = await chart.locator('canvas').boundingBox();
  if (!box) throw new Error('no canvas');
  await page.mouse.move(box.x + box.width * 0.4, box.y + 100);
  await chart.locator('.chart-tip').waitFor();
  await visit.screenshot('chart-tip', [1280]);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 120, { steps: 4 });
  await page.mouse.up();
  await chart.getByRole('button', { name: 'Whole game' }).waitFor();
  await visit.screenshot('chart-part', [1280]);
});

test('a menu shows all that is in it, wherever in the window its button stands', async () => {
  await using visit = await server.visit(`${path}/yields`);
  const { page } = visit;
  await visit.settled();
  const more = page.locator('main').getByRole('button', { name: 'More' }).nth(4);
  for (const from_foot of [500, 45]) {
    await more.evaluate((button, gap) => {
      scrollBy(0, button.getBoundingClientRect().bottom - innerHeight + gap);
    }, from_foot);
    await more.click();
    const open = page.locator(':popover-open');
    await open.getByRole('button', { name: 'Save as picture' }).waitFor();
    const seen = await open.evaluate((panel) => {
      const { top, bottom, left, right } = panel.getBoundingClientRect();
      return {
        whole: panel.scrollHeight <= panel.clientHeight,
        inside: top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth,
        focused: panel.contains(document.activeElement),
      };
    });
    expect(seen, `${from_foot} px from the foot`).toEqual({ whole: true, inside: true, focused: true });
    await page.keyboard.press('Escape');
  }
});

test('opinions: the name that is pointed at is the line in front', async () => {
  await using visit = await server.visit(`${path}/families`);
  const { page } = visit;
  await visit.settled();
  const first = page
    .getByRole('list', { name: /^Lines of/ })
    .first()
    .getByRole('button')
    .first();
  await first.focus();
  await visit.settled();
  await visit.screenshot('opinion-pointed', [360, 1280]);
});

test('the pictures of the README', async () => {
  await using visit = await server.visit(`${path}/yields`);
  for (const tab of ['yields', 'map']) {
    await visit.page.locator(`nav a[data-tab="${tab}"]`).click();
    await visit.settled();
    await visit.screenshot(`readme-${tab}`);
  }
});

test('the choice of columns', async () => {
  await using visit = await server.visit(`${path}/cities`);
  await visit.page.getByRole('button', { name: 'Columns' }).click();
  await visit.page.getByRole('checkbox', { name: 'First owner' }).check();
  await visit.screenshot('columns', [360, 1280]);
});
