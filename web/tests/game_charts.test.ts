// A game's charts: what they show is what the database says, in a generated game and in the real ones (PER_ANKH_REAL_SAVES); the
// legend counts for the whole page. tab_speed.test.ts says how quick they are, game_walk.test.ts looks at them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';

import type { components } from '../src/lib/api/types.gen';
import { gameOf, gamesToLookAt, Server } from './harness';
import { dataOf, saved } from './tables';

type Schemas = components['schemas'];
const kPatience = { timeout: 30_000 };

let server: Server;
let game: Schemas['Game'];
let match_id: number;

const address = (tab: string, query = '') => `/games/${encodeURIComponent(game.game_key)}/${tab}${query}`;
const plain = (symbol: string | null) =>
  (symbol ?? '')
    .slice((symbol ?? '').indexOf('_') + 1)
    .toLowerCase()
    .replaceAll('_', ' ');

/** The label that the page gives a player. */
const labelOf = new Map<number, string>();
async function labels(page: Page): Promise<Map<number, string>> {
  const buttons = page.getByRole('group', { name: 'Players' }).getByRole('button');
  await buttons.first().waitFor();
  const shown = await buttons.allTextContents();
  const order = await server.sql<{ player_id: number }>(
    `SELECT player_id FROM players WHERE match_id = ${match_id} ORDER BY is_save_owner DESC, is_human DESC, nation, player_id`,
  );
  order.forEach(({ player_id }, at) => labelOf.set(player_id, (shown[at] ?? '').trim()));
  return labelOf;
}

describe.each(await gamesToLookAt({ size: 'tiny', count: 2, sameGame: true }))('$name', ({ name, saves }) => {
  beforeAll(async () => {
    server = await Server.start({ saves });
    ({ game, id: match_id } = await gameOf(server));
    labelOf.clear();
  }, 600_000);
  afterAll(() => server?.close());

  test('the cards of the overview say what the database says', async () => {
    await using visit = await server.visit(address('overview'));
    const { page } = visit;
    const names = await labels(page);
    const rows = await server.sql<Record<string, number>>(`
    SELECT p.player_id, p.legitimacy,
      (SELECT count(*) FROM cities c WHERE c.match_id = p.match_id AND c.player_id = p.player_id) AS cities,
      (SELECT count(*) FROM laws l WHERE l.match_id = p.match_id AND l.player_id = p.player_id) AS laws,
      (SELECT count(*) FROM technologies_completed t WHERE t.match_id = p.match_id AND t.player_id = p.player_id
         AND NOT contains(tech, '_BONUS')) AS techs,
      (SELECT arg_max(military_power, turn) FROM military_history h
         WHERE h.match_id = p.match_id AND h.player_id = p.player_id) AS power
    FROM players p WHERE p.match_id = ${match_id}`);
    const [{ tiles } = { tiles: 0 }] = await server.sql<{ tiles: number }>(
      `SELECT count(*) AS tiles FROM tiles WHERE match_id = ${match_id}`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const card = page.getByRole('article', { name: names.get(row['player_id'] as number) as string, exact: true });
      const texts = await card
        .locator('dl > div')
        .evaluateAll((each) => each.map(({ children }) => [...children].map((part) => part.textContent)));
      const shown = (value: number | null | undefined) => (value == null ? '\u2013' : value.toLocaleString('en-GB'));
      expect(Object.fromEntries(texts)).toMatchObject({
        Power: shown(row['power']),
        Legitimacy: shown(row['legitimacy']),
        Cities: shown(tiles > 0 ? row['cities'] : null), // without a map nobody knows
        Laws: shown(row['laws']),
        Techs: shown(row['techs']),
      });
    }
  });

  test('yields, per turn and all so far, and military power are those of the database', async () => {
    await using visit = await server.visit(address('yields', '?yield=science'));
    const { page } = visit;
    const names = await labels(page);
    const asked = (column: string, from: string, extra = '') =>
      server.sql<{ player_id: number; turn: number; value: number }>(
        `SELECT player_id, turn, ${column} AS value FROM ${from} WHERE match_id = ${match_id} ${extra}`,
      );
    const compare = async (title: string, rows: { player_id: number; turn: number; value: number }[]) => {
      if (name === 'game') expect(rows.length).toBeGreaterThan(10);
      if (rows.length === 0) {
        const chart = page.getByRole('region', { name: title, exact: true });
        await chart.getByText(/^The file has no /).waitFor();
        return;
      }
      const byTurn = new Map((await dataOf(page, title)).map((row) => [row['Turn'], row]));
      for (const { player_id, turn, value } of rows) {
        expect(Number(byTurn.get(`${turn}`)?.[names.get(player_id) as string])).toBeCloseTo(value, 6);
      }
    };
    await compare('Science', await asked('amount / 10', 'yield_history', "AND yield_type = 'YIELD_SCIENCE'"));
    await page.goto(server.address + address('yields', '?yield=science&show=total'));
    const totals = await asked('amount / 10', 'yield_total_history', "AND yield_type = 'YIELD_SCIENCE'");
    const sums = await asked(
      'sum(amount) OVER (PARTITION BY player_id ORDER BY turn) / 10',
      'yield_history',
      "AND yield_type = 'YIELD_SCIENCE'",
    );
    await compare('Science', totals.length > 0 ? totals : sums);
    await page.goto(server.address + address('military'));
    await compare('Military power', await asked('military_power', 'military_history'));
    await page.goto(server.address + address('overview'));
    await compare('Legitimacy over the turns', await asked('legitimacy', 'legitimacy_history'));
    const counted = (await page.getByRole('article').first().getByText('Points', { exact: true }).count()) > 0;
    if (counted) await compare('Victory points over the turns', await asked('points', 'points_history'));
    expect(counted || name !== 'game').toBe(true); // the generated game counts points
  });

  test('tables of units, laws and technologies are those of the database; the search finds shown words', async () => {
    await using visit = await server.visit(address('military'));
    const { page } = visit;
    const names = await labels(page);
    const units = await saved(page, page.locator('section', { has: page.getByRole('heading', { name: 'Units' }) }));
    const counted = await server.sql<{ unit_type: string; player_id: number; n: number }>(
      `SELECT unit_type, player_id, count(*) AS n FROM units WHERE match_id = ${match_id} AND player_id IS NOT NULL GROUP BY ALL`,
    );
    for (const { unit_type, player_id, n } of counted) {
      const row = units.find((each) => each['Unit']?.toLowerCase() === plain(unit_type));
      expect(row?.[names.get(player_id) as string], unit_type).toBe(`${n}`);
    }

    await page.goto(server.address + address('techs'));
    const techs = await saved(
      page,
      page.locator('section', { has: page.getByRole('heading', { name: 'Turn of discovery' }) }),
    );
    const known = await server.sql<{ tech: string; player_id: number; turn: number | null }>(
      `SELECT tech, player_id, completed_turn AS turn FROM technologies_completed
     WHERE match_id = ${match_id} AND NOT contains(tech, '_BONUS')`,
    );
    for (const { tech, player_id, turn } of known) {
      const row = techs.find((each) => each['Technology']?.toLowerCase() === plain(tech));
      expect(row?.[names.get(player_id) as string], tech).toBe(`${turn ?? ''}`);
    }

    await page.goto(server.address + address('laws'));
    const table = page.locator('section', { has: page.getByRole('heading', { name: 'Turn of adoption' }) });
    const laws = await saved(page, table);
    const adopted = await server.sql<{ law: string; player_id: number; turn: number }>(
      `SELECT data1 AS law, player_id, max(turn) AS turn FROM event_logs
     WHERE match_id = ${match_id} AND log_type = 'LAW_ADOPTED' AND is_permanent GROUP BY ALL`,
    );
    if (name === 'game') expect(adopted.length).toBeGreaterThan(0);
    if (adopted.length === 0) return;
    for (const { law, player_id, turn } of adopted) {
      const row = laws.find((each) => each['Law']?.toLowerCase() === plain(law));
      expect(row?.[names.get(player_id) as string], law).toBe(`${turn}`);
    }
    const first = laws[0]?.['Law'] as string;
    await table.getByRole('searchbox').fill(first.toLowerCase());
    await table.getByRole('cell', { name: first, exact: true }).first().waitFor();
  });

  test('the timeline has every technology of the log, narrows to kinds, and keeps few rows in the document', async () => {
    await using visit = await server.visit(address('timeline'));
    const { page } = visit;
    const [{ n } = { n: 0 }] = await server.sql<{ n: number }>(
      `SELECT count(*) AS n FROM event_logs e JOIN players p USING (match_id, player_id)
     WHERE match_id = ${match_id} AND log_type = 'TECH_DISCOVERED' AND is_permanent`,
    );
    await page.getByRole('button', { name: /^Kinds of events/ }).click();
    const kinds = page.getByRole('dialog', { name: /^Kinds of events/ });
    if (n === 0) {
      expect(name).not.toBe('game');
      await kinds.getByRole('checkbox').first().waitFor();
      expect(await kinds.getByRole('checkbox', { name: 'Technologies' }).count()).toBe(0); // only what there is
      return;
    }
    const ticks = kinds.getByRole('checkbox');
    await ticks.first().waitFor(); // they are the kinds that the table has
    for (let at = 0; at < (await ticks.count()); ++at) await ticks.nth(at).uncheck();
    await page.getByRole('checkbox', { name: 'Technologies' }).check();
    await page.getByText(new RegExp(`^${n.toLocaleString('en-GB')} events in`)).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('tbody tr').count()).toBeLessThan(80);
    await page.reload();
    await page.getByText(new RegExp(`^${n.toLocaleString('en-GB')} events in`)).waitFor();
  });

  test('what is drawn by hand has its data and its SQL, too', async () => {
    await using visit = await server.visit(address('overview'));
    const { page } = visit;
    await page.getByRole('article').first().waitFor();
    const more = page
      .locator('header', { has: page.getByRole('heading', { name: 'Ranked' }) })
      .getByRole('button', { name: 'More' });
    await more.click();
    await page.getByRole('button', { name: 'Show the data' }).click();
    const figures = await server.sql<{ legitimacy: number; tiles: number }>(
      `SELECT p.legitimacy, count(t.tile_id) AS tiles FROM players p
       LEFT JOIN (SELECT t.match_id, t.tile_id, coalesce(t.owner_player_id, c.player_id) AS player_id FROM tiles t
                  LEFT JOIN cities c ON c.match_id = t.match_id AND c.city_id = t.owner_city_id) t USING (match_id, player_id)
       WHERE p.match_id = ${match_id} GROUP BY p.player_id, p.legitimacy ORDER BY p.player_id`,
    );
    const rows = await saved(page, page.getByRole('dialog', { name: 'Ranked: the data' }));
    expect(rows.map((row) => Number(row['Legitimacy']))).toEqual(figures.map((each) => each.legitimacy));
    const map = await server.sql(`SELECT tile_id FROM tiles WHERE match_id = ${match_id} LIMIT 1`);
    if (map.length > 0)
      expect(rows.map((row) => Number(row['Tiles']))).toEqual(figures.map(({ tiles }) => Number(tiles)));
    else expect(rows[0]).not.toHaveProperty('Tiles'); // nobody knows
    await page.keyboard.press('Escape');
    await more.click();
    await page.getByRole('button', { name: 'Show the SQL of the armies' }).click();
    expect(await page.getByRole('region', { name: 'SQL' }).textContent()).toContain('FROM units');
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'Timeline', exact: true }).click();
    const said = await page.getByText(/events? in .* turns?/).textContent();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Show the data' }).click();
    const listed = await saved(page, page.getByRole('dialog', { name: 'Timeline: the data' }));
    expect(`${listed.length.toLocaleString('en-GB')} events`).toBe(/^[\d,]+ events/.exec(said ?? '')?.[0]);

    const dialog = page.getByRole('dialog', { name: 'Timeline: the data' });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await dialog.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('button', { name: 'Copy for a spreadsheet' }).click();
    await page.getByText(`${listed.length} rows copied.`).first().waitFor();
    const copied = (await page.evaluate(() => navigator.clipboard.readText())).trim().split('\n');
    expect(copied[0]).toBe('Turn\tPlayer\tKind\tWhat');
    expect(copied).toHaveLength(1 + listed.length);
    const [{ n } = { n: 0 }] = await server.sql<{ n: number }>(
      `SELECT count(*) AS n FROM rulers WHERE match_id = ${match_id} AND succession_turn IS NOT NULL`,
    );
    expect(copied.filter((line) => line.split('\t')[2] === 'Leader')).toHaveLength(n);
  });

  if (name !== 'game') return; // what does not depend on what a game holds

  test('the legend takes a player off every tab; a reload, a tab and another save keep it; by keyboard', async () => {
    await using visit = await server.visit(address('overview'));
    const { page } = visit;
    const legend = page.getByRole('group', { name: 'Players' });
    await page.getByRole('article').first().waitFor();
    const all = await page.getByRole('article').count();
    const second = legend.getByRole('button').nth(1);
    const name = ((await second.textContent()) ?? '').trim();
    await second.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => page.getByRole('article').count(), kPatience).toBe(all - 1);
    expect(await second.getAttribute('aria-pressed')).toBe('false');
    expect(new URL(page.url()).searchParams.get('hide')).not.toBeNull();
    await page.reload();
    await expect.poll(() => page.getByRole('article').count(), kPatience).toBe(all - 1);

    await page.getByRole('link', { name: 'Military' }).focus();
    await page.keyboard.press('Enter');
    const rows = await dataOf(page, 'Military power');
    expect(Object.keys(rows[0] ?? {})).not.toContain(name);
    if (game.saves.length > 1) {
      await page.getByLabel('Save', { exact: true }).selectOption({ index: 1 });
      await expect
        .poll(() => new URL(page.url()).searchParams.get('save'), kPatience)
        .toBe(`${game.saves[1]?.match_id}`);
      expect(await second.getAttribute('aria-pressed')).toBe('false');
    }
    await legend.getByRole('button', { name: 'Show all' }).click();
    expect(new URL(page.url()).searchParams.get('hide')).toBeNull();
  });

  test('a chart has its SQL, a picture and the whole window; dragging looks closer', async () => {
    await using visit = await server.visit(address('military'));
    const { page } = visit;
    const chart = page.getByRole('region', { name: 'Military power', exact: true });
    const more = async (what: string) => {
      await chart.getByRole('button', { name: 'More' }).click();
      await page.getByRole('button', { name: what }).click();
    };
    await chart.locator('canvas').waitFor();
    await more('Show the SQL');
    expect(await page.getByRole('dialog', { name: 'the SQL' }).textContent()).toContain('MilitaryPowerHistory');
    await page.keyboard.press('Escape');
    await more('Fullscreen');
    await page.getByRole('dialog', { name: 'Military power' }).locator('canvas').waitFor();
    await page.keyboard.press('Escape');
    const file = page.waitForEvent('download');
    await more('Save as picture');
    expect((await file).suggestedFilename()).toBe('military-power.png');

    const box = await chart.locator('canvas').boundingBox();
    if (!box) throw new Error('no canvas');
    await page.mouse.move(box.x + box.width * 0.5, box.y + 100);
    await chart.locator('.chart-tip').waitFor();
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + 120, { steps: 4 });
    await page.mouse.up();
    await chart.getByRole('button', { name: 'Whole game' }).click();
    await expect.poll(() => chart.getByRole('button', { name: 'Whole game' }).count(), kPatience).toBe(0);
  });
});
