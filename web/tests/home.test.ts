// Home: what has been played, in games and not in saves.
import { expect, test } from 'vitest';

import { kWidths, makeSaves, Server } from './harness';

test('figures are those of the library, and one selector is obeyed by all of them', async () => {
  await using server = await Server.start({ saves: await makeSaves({ count: 6 }) });
  await server.perAnkh(['import', await makeSaves({ count: 3, seed: 9, sameGame: true }), '--db', server.library]);
  await using visit = await server.visit('/');
  const { page } = visit;
  const tile = (label: string) =>
    page
      .locator('.tile')
      .filter({ has: page.getByText(label, { exact: true }) })
      .locator('strong');
  await tile('Games').waitFor();

  const [all] = await server.sql<{ games: number; saves: number }>(
    `SELECT count(DISTINCT coalesce(game_id, CAST(match_id AS VARCHAR))) AS games, count(*) AS saves FROM matches`,
  );
  expect(all?.saves).toBe(9);
  expect(await tile('Games').textContent()).toBe(String(all?.games));
  await page.getByText(`in ${all?.saves} saves`).waitFor();

  const bars = page.getByRole('region', { name: 'Games by nation' }).getByRole('listitem');
  const counts = (await bars.locator('strong').allTextContents()).map((text) => parseInt(text, 10));
  expect(counts.reduce((sum, each) => sum + each, 0)).toBe(all?.games);
  const days = await server.sql<{ n: number; year: number }>(
    'SELECT count(DISTINCT save_date) AS n, year(save_date) AS year FROM matches WHERE save_date IS NOT NULL GROUP BY year ORDER BY year DESC',
  );
  await page.getByText(new RegExp(`^${days[0]?.n} days? with a save in ${days[0]?.year}$`)).waitFor();
  await visit.screenshot('home', kWidths);

  const nation = (await bars.locator('.name').first().textContent()) ?? '';
  await page.getByLabel('Nation', { exact: true }).selectOption({ label: nation });
  await tile('Games').getByText(String(counts[0]), { exact: true }).waitFor();
  expect(await bars.count()).toBe(1);
  expect(new URL(page.url()).searchParams.get('nation')).toMatch(/^NATION_/);
  await page.getByLabel('From', { exact: true }).fill('2090-01-01');
  await page.getByText('No game is in this selection').waitFor();
  await page.getByRole('button', { name: 'Show all' }).last().click();
  await tile('Games').getByText(String(all?.games), { exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe('');

  await page.getByText('The days as a table').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('table', { name: /Days of/ }).waitFor();
  for (const width of [360, 3840]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => visit.overflows()).toBe(false);
  }
});
