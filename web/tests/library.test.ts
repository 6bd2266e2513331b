// The library's table: what the page shows is what the database says; searched, filtered, removed, brought back.
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { components } from '../src/lib/api/types.gen';
import { kWidths, makeSaves, Server } from './harness';

type Schemas = components['schemas'];

/** Eight games of one save, and one with three. */
async function fullLibrary(): Promise<Server> {
  const server = await Server.start();
  const folder = join(server.home, 'saves');
  mkdirSync(folder);
  const games = await makeSaves({ count: 8 });
  const campaign = await makeSaves({ count: 3, seed: 5, sameGame: true });
  for (const from of [games, campaign])
    for (const name of readdirSync(from).filter((each) => each.endsWith('.zip')))
      copyFileSync(join(from, name), join(folder, name));
  await server.perAnkh(['import', folder, '--db', server.library]);
  return server;
}

const message = (page: Page, text: string | RegExp) =>
  page.getByRole('region', { name: 'Messages' }).getByText(text).first().waitFor();
const count = async (server: Server) => (await server.sql<{ n: number }>('SELECT count(*) AS n FROM matches'))[0]?.n;

test('games as the database has them, saves within; searched and filtered, all in the address', async () => {
  await using server = await fullLibrary();
  await using visit = await server.visit('/library?sort=turn.down');
  const { page } = visit;
  await page.getByText('9 games').waitFor();
  const turns = await server.sql<{ turn: number }>(
    'SELECT max(total_turns) AS turn FROM matches GROUP BY game_id ORDER BY turn DESC',
  );
  const column = (at: number) => page.locator(`tbody td:nth-child(${at})`).allTextContents();
  expect((await column(4)).map(Number)).toEqual(turns.map(({ turn }) => Number(turn)));

  // The campaign is one game of three saves.
  const open = page.locator('td button[aria-expanded]');
  expect(await open.count()).toBe(1);
  await open.focus();
  await page.keyboard.press('Enter');
  expect(await open.getAttribute('aria-expanded')).toBe('true');
  expect(await page.locator('tr.inner').count()).toBe(3);
  expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('13');
  await visit.screenshot('library-open', kWidths);
  const name = (await page.locator('tr.inner').last().getByRole('link').textContent()) ?? '';
  await page.getByRole('searchbox').fill(name); // a file's name finds its game
  await page.getByText('1 of 9 games').waitFor();
  await page.getByRole('searchbox').fill('');

  const { games } = await server.api<Schemas['Games']>('GET', '/api/games');
  const nation = games.find((game) => game.owner_nation)?.owner_nation ?? '';
  await page.getByRole('combobox', { name: 'Nation' }).selectOption(nation);
  const some = games.filter((game) => game.owner_nation === nation).length;
  await page.getByText(`${some} game${some === 1 ? '' : 's'}`, { exact: true }).waitFor();
  await page.reload();
  await page.getByText(`${some} game${some === 1 ? '' : 's'}`, { exact: true }).waitFor();
  const query = new URL(page.url()).searchParams;
  expect([query.get('nation'), query.get('sort')]).toEqual([nation, 'turn.down']);
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByText('9 games').waitFor();
  expect(new URL(page.url()).searchParams.get('nation')).toBe(null);

  const words = (n: number) => `${n} game${n === 1 ? '' : 's'}`;
  const players = games[0]?.players.length ?? 0;
  await page.getByRole('combobox', { name: 'Players' }).selectOption(String(players));
  await page
    .getByText(words(games.filter((game) => game.players.length === players).length), { exact: true })
    .waitFor();
  await page.getByRole('button', { name: 'Show all' }).click();
  const dates = games.map(({ save_date }) => save_date ?? '').sort();
  const middle = dates[4] ?? '';
  await page.getByLabel('From').fill(middle);
  await page.getByText(words(dates.filter((date) => date >= middle).length), { exact: true }).waitFor();
  await page.getByLabel('To').fill(middle);
  await page.reload();
  await page.getByText(words(dates.filter((date) => date === middle).length), { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByText('9 games').waitFor();
  for (const width of [360, 3840]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => visit.overflows()).toBe(false);
  }
});

test('a game and a save removed without a question, and brought back; not while an import runs', async () => {
  await using server = await fullLibrary();
  await using visit = await server.visit('/library');
  const { page } = visit;
  await page.getByText('9 games').waitFor();
  expect(await count(server)).toBe(11);

  const open = page.locator('td button[aria-expanded]');
  const game = page.locator('tr', { has: open });
  await open.click();
  await page.locator('tr.inner').first().getByRole('button', { name: 'Remove' }).click();
  await message(page, /removed \(1 save\)/);
  await expect.poll(() => page.locator('tr.inner').count()).toBe(2);
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Games'); // not lost with the row
  await page.keyboard.press('Control+z');
  await expect.poll(() => page.locator('tr.inner').count()).toBe(3);
  expect(await count(server)).toBe(11);

  await game.getByRole('button', { name: 'Remove' }).click();
  await message(page, /removed \(3 saves\)/);
  await page.getByText('8 games').waitFor();
  expect(await count(server)).toBe(8);
  await visit.screenshot('library-removed');
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).last().click();
  await page.getByText('9 games').waitFor();
  expect(await count(server)).toBe(11);

  const held = await server.holdImport(await makeSaves({ count: 3 }));
  await expect
    .poll(async () => (await server.api<Schemas['Import']>('GET', `/api/imports/${held}`)).state)
    .toBe('paused');
  await page.getByRole('button', { name: 'Remove' }).first().click();
  await message(page, /import is running/i);
  visit.errors.length = 0; // the browser logs the 409
  expect(await count(server)).toBe(11);
  await server.resume(held);
});

test('this is me: the owner of games with several people', async () => {
  const games = await makeSaves({ count: 40 });
  await using server = await Server.start({ saves: games });
  const { humans } = await server.api<Schemas['Owner']>('GET', '/api/owner');
  expect(humans.length).toBeGreaterThan(1); // some of the samples are network games
  const human = humans.find(
    ({ names }) => humans.filter((other) => other.names.join() === names.join()).length === 1,
  ) as Schemas['Human'];
  const name = human.names.filter(Boolean).join(', ');
  await using visit = await server.visit('/library');
  const { page } = visit;
  await page.getByRole('button', { name: 'Who are you?' }).click();
  const choice = page.getByRole('radio', { name: new RegExp(`^${name}`) }).first();
  await choice.waitFor();
  await visit.screenshot('library-me', [360, 1280]);
  await choice.check();
  await message(page, `You are ${name}.`);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `You are ${name}` }).waitFor();
  const owned = await server.sql<{ n: number }>(
    `SELECT count(*) AS n FROM players WHERE is_save_owner AND online_id = '${human.online_id}'`,
  );
  expect(Number(owned[0]?.n)).toBe(human.saves);
  await page.getByRole('searchbox').fill(human.names[0] ?? '');
  await page
    .locator('td:nth-child(9)', { hasText: human.names[0] ?? '' })
    .first()
    .waitFor();
});

test('a list that does not come says so, and comes when asked again', async () => {
  await using server = await Server.start({ saves: await makeSaves({ count: 3 }) });
  await using visit = await server.visit('/');
  const { page } = visit;
  await page.route('**/api/games', (asked) => asked.abort());
  await page.getByRole('link', { name: 'Library' }).click();
  await page.getByText('The server does not answer.').waitFor();
  await visit.screenshot('library-error');
  visit.errors.length = 0;
  await page.unroute('**/api/games');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('3 games').waitFor();
});
