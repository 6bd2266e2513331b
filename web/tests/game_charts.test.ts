// A game's charts: what they show is what the database says, the legend counts for the whole page. tab_speed.test.ts says how quick they are.
// PER_ANKH_REAL_SAVES: a folder of saves of the game, for pictures (not to be committed).
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';

import type { components } from '../src/lib/api/types.gen';
import { kWidths, makeSaves, Server, type Visit } from './harness';

type Schemas = components['schemas'];
const kTabs = ['Overview', 'Timeline', 'Yields', 'Military', 'Laws', 'Techs'];
const kPatience = { timeout: 30_000 };

let server: Server;
let game: Schemas['Game'];
let match_id: number;

beforeAll(async () => {
  server = await Server.start({
    saves: await makeSaves({ size: 'tiny', count: 2, sameGame: true }),
  });
  game = await firstGame(server);
  match_id = game.saves[0]?.match_id as number;
}, 600_000);
afterAll(() => server?.close());

async function firstGame(from: Server): Promise<Schemas['Game']> {
  const { games } = await from.api<Schemas['Games']>('GET', '/api/games');
  return from.api<Schemas['Game']>('GET', `/api/games/${encodeURIComponent(games[0]?.game_key as string)}`);
}

const address = (tab: string, query = '') => `/games/${encodeURIComponent(game.game_key)}/${tab}${query}`;
const plain = (symbol: string | null) =>
  (symbol ?? '')
    .slice((symbol ?? '').indexOf('_') + 1)
    .toLowerCase()
    .replaceAll('_', ' ');

/** All rows of a table with an Export menu, as a spreadsheet gets them: by the titles of the columns. */
async function saved(page: Page, within: ReturnType<Page['locator']>): Promise<Record<string, string>[]> {
  await within.getByRole('button', { name: 'Export' }).click();
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  let text = '';
  for await (const part of await (await file).createReadStream()) text += String(part);
  const [titles = [], ...rows] = text
    .replace('\ufeff', '')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((row) => Object.fromEntries(titles.map((title, at) => [title, row[at] ?? ''])));
}

/** What a chart's "Show the data" has. */
async function dataOf(page: Page, title: string): Promise<Record<string, string>[]> {
  await page.getByRole('region', { name: title, exact: true }).getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Show the data' }).click();
  const dialog = page.getByRole('dialog', { name: `${title}: the data` });
  const rows = await saved(page, dialog);
  await dialog.getByRole('button', { name: 'Close' }).click();
  return rows;
}

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
  expect(rows.length).toBeGreaterThan(1);
  for (const row of rows) {
    const card = page.getByRole('article', { name: names.get(row['player_id'] as number) as string, exact: true });
    const text = await card.locator('dl > div').allTextContents();
    const figures = Object.fromEntries(
      text.map((each) => [/\D+/.exec(each)?.[0].trim(), Number(each.replace(/[^\d-]/g, ''))]),
    );
    expect(figures).toMatchObject({
      Power: row['power'],
      Legitimacy: row['legitimacy'],
      Cities: row['cities'],
      Laws: row['laws'],
      Techs: row['techs'],
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
  const compare = (shown: Record<string, string>[], rows: { player_id: number; turn: number; value: number }[]) => {
    const byTurn = new Map(shown.map((row) => [row['Turn'], row]));
    expect(rows.length).toBeGreaterThan(10);
    for (const { player_id, turn, value } of rows) {
      expect(Number(byTurn.get(`${turn}`)?.[names.get(player_id) as string])).toBeCloseTo(value, 6);
    }
  };
  compare(
    await dataOf(page, 'Science'),
    await asked('amount / 10', 'yield_history', "AND yield_type = 'YIELD_SCIENCE'"),
  );
  await page.goto(server.address + address('yields', '?yield=science&show=total'));
  const totals = await asked('amount / 10', 'yield_total_history', "AND yield_type = 'YIELD_SCIENCE'");
  const sums = await asked(
    'sum(amount) OVER (PARTITION BY player_id ORDER BY turn) / 10',
    'yield_history',
    "AND yield_type = 'YIELD_SCIENCE'",
  );
  compare(await dataOf(page, 'Science'), totals.length > 0 ? totals : sums);
  await page.goto(server.address + address('military'));
  compare(await dataOf(page, 'Military power'), await asked('military_power', 'military_history'));
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
  expect(adopted.length).toBeGreaterThan(0);
  for (const { law, player_id, turn } of adopted) {
    const row = laws.find((each) => each['Law']?.toLowerCase() === plain(law));
    expect(row?.[names.get(player_id) as string], law).toBe(`${turn}`);
  }
  const first = laws[0]?.['Law'] as string;
  await table.getByRole('searchbox').fill(first.toLowerCase());
  await table.getByRole('cell', { name: first, exact: true }).first().waitFor();
});

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
    await expect.poll(() => new URL(page.url()).searchParams.get('save'), kPatience).toBe(`${game.saves[1]?.match_id}`);
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
  expect(await page.getByRole('dialog', { name: 'the SQL' }).textContent()).toContain('military_history');
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

test('the timeline has every technology of the log, narrows to kinds, and keeps few rows in the document', async () => {
  await using visit = await server.visit(address('timeline'));
  const { page } = visit;
  const [{ n } = { n: 0 }] = await server.sql<{ n: number }>(
    `SELECT count(*) AS n FROM event_logs e JOIN players p USING (match_id, player_id)
     WHERE match_id = ${match_id} AND log_type = 'TECH_DISCOVERED' AND is_permanent`,
  );
  await page.getByRole('button', { name: 'Kinds of events' }).click();
  const ticks = page.getByRole('dialog', { name: 'Kinds of events' }).getByRole('checkbox');
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
  await drawn(page, 'Overview');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Show the data' }).click();
  const figures = await server.sql<{ tiles: number }>(
    `SELECT count(t.tile_id) AS tiles FROM players p
     LEFT JOIN tiles t ON t.match_id = p.match_id AND t.owner_player_id = p.player_id
     WHERE p.match_id = ${match_id} GROUP BY p.player_id ORDER BY p.player_id`,
  );
  const rows = await saved(page, page.getByRole('dialog', { name: 'Ranked: the data' }));
  expect(rows.map((row) => Number(row['Tiles']))).toEqual(figures.map(({ tiles }) => Number(tiles)));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Show the SQL of the armies' }).click();
  expect(await page.getByRole('region', { name: 'SQL' }).textContent()).toContain('FROM units');
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Timeline', exact: true }).click();
  await drawn(page, 'Timeline');
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

async function drawn(page: Page, tab: string) {
  await page.getByRole('link', { name: tab, exact: true }).and(page.locator('[aria-current]')).waitFor();
  await page.locator('main .skeleton').first().waitFor({ state: 'detached' });
  if (['Yields', 'Military', 'Laws', 'Techs'].includes(tab))
    await page.locator('main canvas, main .none').first().waitFor(); // a save may have none
}

async function walk(visit: Visit, name: string) {
  for (const tab of kTabs) {
    await visit.page.getByRole('link', { name: tab, exact: true }).click();
    await drawn(visit.page, tab);
    await visit.screenshot(`${name}-${tab.toLowerCase()}`, kWidths);
    await visit.page.setViewportSize({ width: 360, height: 800 });
    await expect.poll(() => visit.overflows(), { message: `${tab} at 360` }).toBe(false); // charts follow the window
    await visit.page.setViewportSize({ width: 1280, height: 800 });
  }
}

test('every tab can be used by everyone, at every width', async () => {
  await using visit = await server.visit(address('overview'));
  await walk(visit, 'game');
}, 120_000);

test.runIf(process.env['PER_ANKH_REAL_SAVES'])(
  'pictures of real files',
  async () => {
    await using real = await Server.start({ saves: process.env['PER_ANKH_REAL_SAVES'] as string });
    const { games } = await real.api<Schemas['Games']>('GET', '/api/games');
    for (const [at, { game_key }] of games.entries()) {
      await using visit = await real.visit(`/games/${encodeURIComponent(game_key)}/overview`);
      await walk(visit, `real-${at}`);
    }
  },
  240_000,
);
