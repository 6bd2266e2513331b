// The tabs of a game that are tables: what they show is what the database holds, in a generated game and in the real ones
// (PER_ANKH_REAL_SAVES).
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';

import { gameOf, gamesToLookAt, scriptTime, Server } from './harness';
import { dataOf, saved } from './tables';

const thousands = (n: number) => new Intl.NumberFormat('en-GB').format(n);
const tally = (page: Page, n: number, one: string, many: string) =>
  page
    .locator('.tally')
    .getByText(`${thousands(n)} ${n === 1 ? one : many}`, { exact: true })
    .first()
    .waitFor();

describe.each(await gamesToLookAt({ size: 'standard', format: '2026', seed: 3 }))('$name', ({ name, saves }) => {
  let server: Server;
  let path = '';
  let id = 0;
  beforeAll(async () => {
    server = await Server.start({ saves });
    ({ path, id } = await gameOf(server));
  }, 600_000);
  afterAll(() => server?.close());

  const n = async (sql: string) => Number((await server.sql<{ n: number }>(sql))[0]?.n);
  const all = (table: string, more = '') => n(`SELECT count(*) AS n FROM ${table} WHERE match_id = ${id} ${more}`);

  test('cities: all, sorted by keyboard, with the columns one wants; the address keeps it', async () => {
    await using visit = await server.visit(`${path}/cities`);
    const { page } = visit;
    await tally(page, await all('cities'), 'city', 'cities');
    const citizens = page.getByRole('columnheader', { name: 'Citizens' }).getByRole('button');
    await citizens.focus();
    await page.keyboard.press('Enter');
    const rows = await saved(page, page.locator('main'));
    const most = await server.sql<{ n: number }>(
      `SELECT citizens AS n FROM cities WHERE match_id = ${id} ORDER BY citizens DESC NULLS LAST`,
    );
    expect(rows.map((row) => row['Citizens'])).toEqual(most.map(({ n }) => `${n ?? ''}`));
    expect(new URL(page.url()).searchParams.get('sort')).toBe('citizens.down');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Citizens', exact: true }).uncheck();
    await citizens.waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('columns')).toBe('citizens');
    await page.reload();
    await tally(page, await all('cities'), 'city', 'cities');
    expect(await citizens.count()).toBe(0);
  });

  test('improvements: how many of a kind, tiers together', async () => {
    const rows = await server.sql<{ name: string; n: number }>(
      `SELECT regexp_replace(improvement, '_[0-9]+$', '') AS name, CAST(count(*) AS INTEGER) AS n FROM tiles t
       LEFT JOIN (SELECT city_id, player_id FROM cities WHERE match_id = ${id}) c ON c.city_id = t.owner_city_id
       WHERE match_id = ${id} AND improvement NOT IN ('IMPROVEMENT_CITY', 'IMPROVEMENT_CITY_SITE')
         AND coalesce(improvement_turns_left, 0) = 0 AND coalesce(c.player_id, t.owner_player_id) IS NOT NULL
       GROUP BY 1 ORDER BY n DESC`,
    );
    await using visit = await server.visit(`${path}/improvements`);
    await tally(visit.page, rows.length, 'improvement', 'improvements');
    const shown = await saved(visit.page, visit.page.locator('main'));
    const totals = shown.map((row) => Number(row['Total'])).sort((a, b) => b - a);
    expect(totals).toEqual(rows.map((row) => row.n));
    const farms = rows.find((row) => row.name === 'IMPROVEMENT_FARM')?.n;
    if (farms) expect(shown.find((row) => row['Improvement'] === 'Farm')?.['Total']).toBe(`${farms}`);
  });

  test('events: the log without markup, narrowed by type; stories; choices', async () => {
    await using visit = await server.visit(`${path}/events`);
    const { page } = visit;
    const lines = await n(
      `SELECT count(*) AS n FROM (SELECT DISTINCT turn, log_type, regexp_replace(description, $$<[^>]*>$$, $$$$, $$g$$) FROM event_logs WHERE match_id = ${id})`,
    );
    await tally(page, lines, 'line', 'lines');
    expect(await page.locator('tbody').textContent()).not.toContain('<');
    if (name === 'game') expect(lines).toBeGreaterThan(100);
    const [most] = await server.sql<{ log_type: string; n: number }>(
      `SELECT log_type, count(*) AS n FROM (SELECT DISTINCT turn, log_type, regexp_replace(description, $$<[^>]*>$$, $$$$, $$g$$) FROM event_logs WHERE match_id = ${id})
       WHERE log_type IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT 1`,
    );
    if (most) {
      await page.getByLabel('Type', { exact: true }).selectOption(most.log_type);
      await tally(page, Number(most.n), 'line', 'lines');
    }
    await page.goto(`${server.address}${path}/events?view=stories`);
    await tally(page, await all('story_events'), 'story', 'stories');
    await page.goto(`${server.address}${path}/events?view=choices`);
    await tally(page, await all('story_choices'), 'choice', 'choices');
  });

  test('families and religions: all, and what they have thought of each player in every turn', async () => {
    await using visit = await server.visit(`${path}/families`);
    const { page } = visit;
    const order = await server.sql<{ player_id: number }>(
      `SELECT player_id FROM players WHERE match_id = ${id} ORDER BY is_save_owner DESC, is_human DESC, nation, player_id`,
    );
    // Of a player's own families; of religions from their founding on.
    for (const [tab, noun, column, of] of [
      [
        'families',
        'family',
        'family_name',
        'family_opinion_history JOIN families USING (match_id, player_id, family_name)',
      ],
      [
        'religions',
        'religion',
        'religion_name',
        'religion_opinion_history JOIN religions r USING (match_id, religion_name)',
      ],
    ] as const) {
      const there = `match_id = ${id} AND opinion IS NOT NULL ${tab === 'religions' ? 'AND turn >= coalesce(r.founded_turn, 1)' : ''}`;
      await page.goto(`${server.address}${path}/${tab}`);
      await tally(page, await all(tab), noun, tab);
      const labels = await page.getByRole('group', { name: 'Players' }).getByRole('button').allTextContents();
      let compared = 0;
      for (const [at, { player_id }] of order.entries()) {
        const known = await server.sql<{ turn: number; opinion: number; what: string }>(
          `SELECT turn, opinion, ${column} AS what FROM ${of} WHERE ${there} AND player_id = ${player_id}`,
        );
        if (known.length === 0) continue;
        const rows = await dataOf(page, `Opinion of ${labels[at]?.trim()}`);
        const byTurn = new Map(rows.map((row) => [row['Turn'], row]));
        for (const { turn, opinion, what } of known) {
          const title = Object.keys(rows[0] ?? {}).find((each) => each.toUpperCase() === words(what));
          expect(byTurn.get(`${turn}`)?.[title ?? ''], `${what} of ${player_id} in turn ${turn}`).toBe(`${opinion}`);
        }
        compared += known.length;
      }
      expect(compared).toBe(await n(`SELECT count(*) AS n FROM ${of} WHERE ${there}`));
    }
  });

  test('characters: rulers in succession, everyone', async () => {
    await using visit = await server.visit(`${path}/characters`);
    const { page } = visit;
    const rulers = await server.sql<{ wisdom: number | null }>(
      `SELECT s.stat_value AS wisdom FROM rulers r LEFT JOIN character_stats s ON s.match_id = r.match_id
         AND s.character_id = r.character_id AND s.stat_name = 'RATING_WISDOM' WHERE r.match_id = ${id}`,
    );
    await tally(page, rulers.length, 'ruler', 'rulers');
    const sorted = (values: (number | string | null | undefined)[]) => values.map((each) => `${each ?? ''}`).sort();
    const rows = await saved(page, page.locator('main'));
    expect(sorted(rows.map((row) => row['Wisdom']))).toEqual(sorted(rulers.map(({ wisdom }) => wisdom)));
    await page.goto(`${server.address}${path}/characters?view=all`);
    await tally(page, await all('characters'), 'person', 'people');
  });

  test('the family tree is moved, zoomed and searched', async () => {
    await using visit = await server.visit(`${path}/characters?view=tree`);
    const { page } = visit;
    const tree = page.getByRole('group', { name: /^Family tree of/ });
    if ((await all('characters')) === 0) {
      expect(name).not.toBe('game');
      await page.getByText('No family tree').waitFor();
      return;
    }
    await tree.waitFor();
    const plane = tree.locator('> g');
    const before = await plane.getAttribute('transform');
    await tree.focus();
    await page.keyboard.press('+');
    await page.keyboard.press('ArrowRight');
    expect(await plane.getAttribute('transform')).not.toBe(before);
    await page.keyboard.press('0');
    expect(await plane.getAttribute('transform')).toBe(before);
    const box = await tree.boundingBox();
    if (!box) throw new Error('no tree');
    await page.mouse.move(box.x + 10, box.y + box.height - 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 70, box.y + box.height - 40, { steps: 3 });
    await page.mouse.up();
    expect(await plane.getAttribute('transform')).not.toBe(before);
    const first = tree.getByRole('button').first();
    const who = ((await first.locator('.name').textContent()) ?? '').trim();
    await first.focus();
    await page.keyboard.press('Enter');
    expect(await first.getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('searchbox', { name: 'Search in the tree' }).fill(who.replace('\u2026', '')); // a long one is cut
    await page.getByText(/^[1-9]\d* found$/).waitFor();
    await visit.screenshot(`${name}-tree-found`);
  });

  test('settings: how the game was set up, and who plays', async () => {
    await using visit = await server.visit(`${path}/settings`);
    const { page } = visit;
    await tally(page, await all('players'), 'player', 'players');
    const [save] = await server.sql<Record<string, string | number>>(
      `SELECT total_turns, map_width, map_height FROM matches WHERE match_id = ${id}`,
    );
    await page
      .getByRole('region', { name: 'Save', exact: true })
      .getByText(thousands(Number(save?.['total_turns'])), { exact: true })
      .waitFor();
    if (save?.['map_width'] && save['map_height']) {
      await page
        .getByRole('region', { name: 'Map', exact: true })
        .getByText(`${save['map_width']} by ${save['map_height']} tiles`)
        .waitFor();
    }
  });

  test.runIf(name === 'game')('2,000 rows scroll smoothly', async () => {
    await using visit = await server.visit(`${path}/events?view=stories`);
    const { page } = visit;
    const stories = await all('story_events');
    await tally(page, stories, 'story', 'stories');
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
  });
});

/** FAMILY_JULII in the letters of "Julii", all large. */
const words = (symbol: string) => symbol.slice(symbol.indexOf('_') + 1).replaceAll('_', ' ');
