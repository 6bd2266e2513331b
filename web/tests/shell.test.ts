// The frame around all rooms: signing in, moving about, themes, what happens when the server goes.
import { expect, test } from 'vitest';
import { kWidths, makeSaves, Server } from './harness';

test('the printed link signs in, and the key leaves the address', async () => {
  await using server = await Server.start({ saves: await makeSaves({ count: 3 }) });
  await using visit = await server.visit('/library?sort=turn.down');
  const { page } = visit;

  const games = await server.sql<{ n: number }>('SELECT count(*) AS n FROM matches');
  await page.getByText(`${games[0]?.n} games`).waitFor();
  expect(new URL(page.url()).hash).toBe('');
  expect(await page.getByRole('row').count()).toBe(1 + 3);
  expect(await page.getByRole('columnheader', { name: 'Turns' }).getAttribute('aria-sort')).toBe('descending');

  await page.reload(); // without the key
  await page.getByText('3 games').waitFor();
  await visit.screenshot('library', kWidths);

  await page.getByRole('row').nth(1).getByRole('link').click();
  await page.getByRole('link', { name: 'Overview' }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/games\//);
  await visit.screenshot('game', kWidths);
  await page.goBack();
  await page.getByText('3 games').waitFor();
});

test('by keyboard alone: skip, sort, open', async () => {
  await using server = await Server.start({ saves: await makeSaves({ count: 3 }) });
  await using visit = await server.visit('/library');
  const { page } = visit;
  await page.getByText('3 games').waitFor();
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('Skip to the content');
  await page.getByRole('columnheader', { name: 'Turns' }).getByRole('button').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('columnheader', { name: 'Turns' }).getAttribute('aria-sort')).toBe('ascending');
  const turns = await page.locator('tbody td:nth-child(4)').allTextContents();
  expect(turns.map(Number)).toEqual(turns.map(Number).sort((a, b) => a - b));
  await page.getByRole('row').nth(1).getByRole('link').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Overview' }).waitFor();
});

test('home: what the library holds, and an empty one says what to do', async () => {
  await using server = await Server.start();
  await using visit = await server.visit('/');
  await visit.page.getByText('The library is empty').waitFor();
  await visit.screenshot('home-empty', kWidths);

  const held = await server.holdImport(await makeSaves({ count: 3 }));
  await server.step(held, 1);
  await server.resume(held);
  await visit.page.getByText('Games', { exact: true }).first().waitFor(); // the stream tells of the library
  await visit.screenshot('home', kWidths);
  for (const width of [360, 3840]) {
    await visit.page.setViewportSize({ width, height: 800 });
    await expect.poll(() => visit.overflows()).toBe(false);
  }
});

test('without the link the page says which to open', async () => {
  await using server = await Server.start();
  await using visit = await server.visit('/', { signedIn: false });
  await visit.page.getByRole('heading', { name: 'Open the link that per-ankh serve printed' }).waitFor();
  await visit.screenshot('locked');
});

test('light or dark: as the system, until the user chooses', async () => {
  await using server = await Server.start();
  await using visit = await server.visit('/', { theme: 'light' });
  const { page } = visit;
  const shown = () => page.evaluate(() => document.documentElement.dataset['theme']);
  expect(await shown()).toBe('light');
  await page.getByRole('button', { name: 'Use dark colours' }).click();
  expect(await shown()).toBe('dark');
  await page.reload();
  expect(await shown()).toBe('dark');
});

test('a server that ends is noticed; one with another token locks the page', async () => {
  await using server = await Server.start();
  await using visit = await server.visit('/');
  const { page } = visit;
  await page.getByText('The library is empty').waitFor();
  const port = Number(new URL(server.address).port);
  await server.stop();
  await page.getByText('The server has ended').waitFor();
  await visit.screenshot('ended');
  await server.serve(port);
  await page.getByText('Open the link that per-ankh serve printed').waitFor({ timeout: 20_000 });
  visit.errors.length = 0; // refused connections, and the 401
});
