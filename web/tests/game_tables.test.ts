// The tabs of a game that are tables: what they show is what the database holds.
import { expect, test } from 'vitest';

import type { Page } from 'playwright-core';

import { kWidths, makeSaves, scriptTime, Server, type Visit } from './harness';

const kTabs = ['characters', 'families', 'religions', 'cities', 'improvements', 'events', 'settings'] as const;

async function gameOf(server: Server) {
  const { games } = await server.api<{ games: { game_key: string; latest_match_id: number }[] }>('GET', '/api/games');
  const game = games[0];
  if (!game) throw new Error('no game');
  return { path: `/games/${encodeURIComponent(game.game_key)}`, id: game.latest_match_id };
}

const open = async (page: Page, path: string) => {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
};
const tally = (page: Page, text: string) => page.locator('.tally').getByText(text, { exact: true }).first().waitFor();
const thousands = (n: number | undefined) => new Intl.NumberFormat('en-GB').format(n ?? 0);

// Charts draw themselves when they come into view.
async function drawn(page: Page) {
  await page.locator('main canvas').first().waitFor();
  await page.waitForFunction(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('main canvas');
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    return pixels?.some((value) => value > 0);
  });
}

async function lookAt(visit: Visit, name: string, widths: readonly number[] = kWidths) {
  await visit.screenshot(`game-${name}`, widths);
  await visit.page.setViewportSize({ width: 360, height: 800 });
  await expect.poll(() => visit.overflows(), { message: name }).toBe(false);
  await visit.page.setViewportSize({ width: 1280, height: 800 });
}

test('every number is that of the database; every tab can be read and seen', async () => {
  await using server = await Server.start({ saves: await makeSaves({ size: 'standard', format: '2026', seed: 3 }) });
  const { path, id } = await gameOf(server);
  await using visit = await server.visit(`${path}/cities`);
  const { page } = visit;
  const n = async (sql: string) => Number((await server.sql<{ n: number }>(sql))[0]?.n);

  await tally(page, `${await n(`SELECT count(*) AS n FROM cities WHERE match_id = ${id}`)} cities`);
  const citizens = page.getByRole('columnheader', { name: 'Citizens' }).getByRole('button');
  await citizens.focus();
  await page.keyboard.press('Enter');
  const most = await n(`SELECT max(citizens) AS n FROM cities WHERE match_id = ${id}`);
  await page.locator('tr[aria-rowindex="2"] td.number').getByText(String(most), { exact: true }).first().waitFor();
  expect(new URL(page.url()).searchParams.get('sort')).toBe('citizens.down');
  await lookAt(visit, 'cities');
  // The choice of columns stands in the address, and a reload keeps it.
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Citizens', exact: true }).uncheck();
  await citizens.waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.get('columns')).toBe('citizens');
  await page.reload();
  await tally(page, `${await n(`SELECT count(*) AS n FROM cities WHERE match_id = ${id}`)} cities`);
  expect(await citizens.count()).toBe(0);

  await open(page, `${path}/improvements`);
  const rows = await server.sql<{ name: string; n: number }>(
    `SELECT regexp_replace(improvement, '_[0-9]+$', '') AS name, CAST(count(*) AS INTEGER) AS n FROM tiles t
     LEFT JOIN (SELECT city_id, player_id FROM cities WHERE match_id = ${id}) c ON c.city_id = t.owner_city_id
     WHERE match_id = ${id} AND improvement NOT IN ('IMPROVEMENT_CITY', 'IMPROVEMENT_CITY_SITE')
       AND coalesce(improvement_turns_left, 0) = 0 AND coalesce(c.player_id, t.owner_player_id) IS NOT NULL
     GROUP BY 1`,
  );
  await tally(page, `${rows.length} improvements`);
  const total = rows.find(({ name }) => name === 'IMPROVEMENT_FARM')?.n;
  const farm = page.getByRole('row', { name: /^Farm / }).locator('td');
  expect((await farm.allTextContents()).at(-2)?.trim()).toBe(thousands(total));
  await lookAt(visit, 'improvements');
  await open(page, `${path}/improvements?view=tiles`);
  await page.getByRole('region', { name: 'Improvements', exact: true }).waitFor();
  await lookAt(visit, 'improvements-tiles', [1280]);

  await open(page, `${path}/events`);
  const lines = await server.api<{ row_count: number }>('GET', `/api/saves/${id}/tables/log`);
  await tally(page, `${thousands(lines.row_count)} lines`);
  expect(await page.locator('tbody').textContent()).not.toContain('<');
  await lookAt(visit, 'events');
  const laws = await n(
    `SELECT count(*) AS n FROM (SELECT DISTINCT turn, description FROM event_logs WHERE match_id = ${id} AND log_type = 'LAW_ADOPTED')`,
  );
  await page.getByLabel('Type', { exact: true }).selectOption('LAW_ADOPTED');
  await page
    .locator('.tally')
    .getByText(/^\d+ lines$/)
    .waitFor();
  expect(parseInt((await page.locator('.tally').textContent()) ?? '', 10)).toBe(laws);
  await open(page, `${path}/events?view=stories`);
  const stories = await n(`SELECT count(*) AS n FROM story_events WHERE match_id = ${id}`);
  await tally(page, `${thousands(stories)} stories`);
  await lookAt(visit, 'events-stories', [1280]);

  const frames = 100;
  const spent = await scriptTime(page, () =>
    page.getByRole('region', { name: 'Stories' }).evaluate(async (scroller, frames) => {
      for (let frame = 0; frame < frames; ++frame) {
        scroller.scrollTop += 400;
        await new Promise((drawn) => requestAnimationFrame(drawn));
      }
    }, frames),
  );
  console.log(`scrolling ${stories} stories: ${(spent / frames).toFixed(2)} ms of script a frame`);
  expect(spent / frames).toBeLessThan(8);

  await open(page, `${path}/families`);
  await tally(page, `${await n(`SELECT count(*) AS n FROM families WHERE match_id = ${id}`)} families`);
  await page
    .getByRole('region', { name: /^Opinion of/ })
    .first()
    .waitFor();
  await drawn(page);
  await lookAt(visit, 'families');
  await open(page, `${path}/religions`);
  await tally(page, `${await n(`SELECT count(*) AS n FROM religions WHERE match_id = ${id}`)} religions`);
  await drawn(page);
  await lookAt(visit, 'religions');

  await open(page, `${path}/settings`);
  await tally(page, `${await n(`SELECT count(*) AS n FROM players WHERE match_id = ${id}`)} players`);
  await lookAt(visit, 'settings');
});

test('characters: rulers, the tree by keyboard, everyone', async () => {
  await using server = await Server.start({ saves: await makeSaves({ size: 'standard', format: '2026', seed: 3 }) });
  const { path, id } = await gameOf(server);
  await using visit = await server.visit(`${path}/characters`);
  const { page } = visit;
  const n = async (sql: string) => Number((await server.sql<{ n: number }>(sql))[0]?.n);
  await tally(page, `${await n(`SELECT count(*) AS n FROM rulers WHERE match_id = ${id}`)} rulers`);
  await lookAt(visit, 'rulers');

  await open(page, `${path}/characters?view=tree`);
  const tree = page.getByRole('group', { name: /^Family tree of/ });
  await tree.waitFor();
  const plane = tree.locator('> g');
  const before = await plane.getAttribute('transform');
  await tree.focus();
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowRight');
  expect(await plane.getAttribute('transform')).not.toBe(before);
  await page.keyboard.press('0');
  expect(await plane.getAttribute('transform')).toBe(before);
  const first = tree.getByRole('button').first();
  const name = ((await first.locator('.name').textContent()) ?? '').trim();
  await first.focus();
  await page.keyboard.press('Enter');
  expect(await first.getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('searchbox', { name: 'Search in the tree' }).fill(name);
  await page.getByText(/^\d+ found$/).waitFor();
  await lookAt(visit, 'tree');

  await open(page, `${path}/characters?view=all`);
  await tally(page, `${await n(`SELECT count(*) AS n FROM characters WHERE match_id = ${id}`)} people`);
  await lookAt(visit, 'people');
});

test.skipIf(!process.env['PER_ANKH_REAL_SAVES'])('real files: every tab, without a picture', async () => {
  await using server = await Server.start({ saves: process.env['PER_ANKH_REAL_SAVES'] as string });
  const { games } = await server.api<{ games: { game_key: string }[] }>('GET', '/api/games');
  await using visit = await server.visit('/');
  for (const { game_key } of games) {
    for (const tab of kTabs) {
      await open(visit.page, `/games/${encodeURIComponent(game_key)}/${tab}`);
      await visit.page.locator('.tally').first().waitFor();
      expect(await visit.axe(), `${game_key} ${tab}`).toEqual([]);
    }
  }
});
