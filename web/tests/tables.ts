// What tables and charts of a page hold, read as people get it out of them.
import type { Locator, Page } from 'playwright-core';

export type SavedRow = Record<string, string>;

/** All rows of a table with an Export menu, as a spreadsheet gets them: by the titles of the columns. */
export async function saved(page: Page, within: Locator): Promise<SavedRow[]> {
  await within.getByRole('button', { name: 'Export' }).click();
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  let text = '';
  for await (const part of await (await file).createReadStream()) text += String(part);
  const [titles = [], ...rows] = text
    .replace('\ufeff', '')
    .trim()
    .split('\n')
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)])
    .map((cells) => cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''));
  return rows.map((row) => Object.fromEntries(titles.map((title, at) => [title, row[at] ?? ''])));
}

/** What a chart's "Show the data" has. */
export async function dataOf(page: Page, title: string): Promise<SavedRow[]> {
  await page.getByRole('region', { name: title, exact: true }).getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Show the data' }).click();
  const dialog = page.getByRole('dialog', { name: `${title}: the data` });
  const rows = await saved(page, dialog);
  await dialog.getByRole('button', { name: 'Close' }).click();
  return rows;
}
