// Importing as people do it: the game's folder, chosen and dropped files, watching, stopping, mending, taking back.
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { kWidths, makeSaves, scriptTime, Server } from './harness';

const kBad = { 'Broken.zip': 'This is no zip archive.', 'Empty.zip': '', 'Text.xml': '<Root><Cut' };

/** A copy of generated saves, with three files that are none. */
async function mixedFolder(server: Server, saves: number): Promise<string> {
  const folder = join(server.home, 'saves');
  cpSync(await makeSaves({ count: saves }), folder, { recursive: true });
  for (const [name, content] of Object.entries(kBad)) writeFileSync(join(folder, name), content);
  return folder;
}

function zipsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.zip'))
    .sort()
    .map((name) => join(folder, name));
}

const saves = async (server: Server) => (await server.sql<{ n: number }>('SELECT count(*) AS n FROM matches'))[0]?.n;
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor();
const message = (page: Page, text: string) => page.getByRole('region', { name: 'Messages' }).getByText(text).waitFor();
const tile = (page: Page, label: string) => page.locator('.tile', { hasText: label }).locator('strong').textContent();

test('first start: the game’s folder, 60 files of which 3 are bad; a mended one is retried; undone and brought back', async () => {
  await using server = await Server.start({ usual: await makeSaves({ count: 57 }) });
  for (const [name, content] of Object.entries(kBad)) writeFileSync(join(server.usualFolder, name), content);
  await using visit = await server.visit('/import');
  const { page } = visit;

  await heading(page, /^60 saves found, 60 new, about \d+ s$/);
  await visit.screenshot('import-start', [...kWidths, 3840]);
  await page.getByRole('button', { name: 'Import 60 saves' }).click();

  await heading(page, '57 saves imported, 3 failed');
  expect(await saves(server)).toBe(57);
  expect([await tile(page, 'Imported'), await tile(page, 'Already known'), await tile(page, 'Failed')]).toEqual([
    '57',
    '0',
    '3',
  ]);
  expect(await tile(page, 'Time')).toMatch(/ s$/);
  const failed = page.getByRole('region', { name: '3 files failed' });
  for (const row of await server.sql<{ name: string; message: string }>(
    "SELECT path AS name, message FROM import_files WHERE status = 'failed'",
  )) {
    const item = failed.getByRole('listitem').filter({ hasText: row.name.split('/').pop() ?? '' });
    expect(await item.textContent()).toContain(row.message.slice(1)); // a sentence begins with a capital
  }
  await visit.screenshot('import-end', [...kWidths, 3840]);

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save report' }).click();
  let text = '';
  for await (const part of await (await saved).createReadStream()) text += String(part);
  for (const name of Object.keys(kBad)) expect(text).toContain(name);
  await visit.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy report' }).click();
  await message(page, 'The report is copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);

  const mended = zipsIn(await makeSaves({ count: 1, seed: 99 }))[0] as string;
  copyFileSync(mended, join(server.usualFolder, 'Broken.zip'));
  await page.getByRole('button', { name: 'Retry Broken.zip' }).click();
  await heading(page, '1 save imported');
  expect(await saves(server)).toBe(58);

  await page.getByRole('region', { name: 'Earlier imports' }).getByRole('link').click();
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await message(page, '57 saves removed.');
  await page.getByText('This import was undone.').waitFor();
  expect(await saves(server)).toBe(1);
  await page.keyboard.press('Control+z');
  await message(page, '57 saves brought back.');
  expect(await saves(server)).toBe(58);

  await page.getByRole('button', { name: 'Import more' }).click();
  await heading(page, '60 saves found, 2 new, about 1 s');
  expect(new URL(page.url()).search).toBe('');
});

test('watched: the bar moves, heights do not; a reload, a pause, a queue; cancelled and gone on with', async () => {
  await using server = await Server.start();
  const folder = await mixedFolder(server, 21);
  const held = await server.holdImport(folder);
  await using visit = await server.visit('/import');
  const { page } = visit;
  const bar = page.getByRole('progressbar', { name: 'Progress of the import' });
  const done = () => bar.getAttribute('aria-valuenow').then(Number);
  const height = async () => (await page.getByRole('region', { name: folder }).boundingBox())?.height;
  const files = page.getByRole('region', { name: 'Files of the import' });

  await page.getByText('0 of 24').waitFor();
  await page.getByText('Paused', { exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe(`?import=${held}`);
  const before = await height();
  await server.step(held, 1);
  await page.getByText('1 of 24').waitFor();
  expect(await height()).toBe(before);
  const some = await done();
  await server.step(held, 11);
  await page.getByText('12 of 24').waitFor();
  expect(await done()).toBeGreaterThan(some);
  expect(await page.title()).toBe(`${await done()}% paused - Per-Ankh`);
  expect(await height()).toBe(before);

  await page.reload(); // without the key
  await page.getByText('12 of 24').waitFor();
  await page.getByRole('button', { name: /^Failed/ }).click(); // Broken and Empty come before OW-...
  await files.getByText('Broken.zip').waitFor();
  expect(await files.getByRole('listitem').count()).toBe(2);
  expect(new URL(page.url()).searchParams.get('show')).toBe('failed');
  await page.getByRole('button', { name: /^Waiting/ }).click();
  await files.getByRole('listitem').first().waitFor();
  expect(await files.getByRole('listitem').first().getAttribute('aria-setsize')).toBe('12');
  await page.getByRole('button', { name: /^All/ }).click();
  await visit.screenshot('import-paused', [...kWidths, 3840]);

  const { import_id: next } = await server.api<{ import_id: number }>('POST', '/api/imports', {
    folders: [1],
    paused: true,
  });
  const queue = page.getByRole('region', { name: 'Under way and waiting' });
  await queue.getByText('Next in the queue').waitFor();
  await visit.screenshot('import-queue', [360, 1280]);
  await queue.getByRole('button', { name: /^Cancel/ }).click();
  await queue.waitFor({ state: 'detached' });
  expect((await server.api<{ state: string }>('GET', `/api/imports/${next}`)).state).toBe('cancelled');

  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await heading(page, 'Cancelled: 12 of 24 files done');
  expect(await page.locator(':focus').textContent()).toBe('Cancelled: 12 of 24 files done'); // its button is gone
  expect(await saves(server)).toBe(10);
  await visit.screenshot('import-cancelled', [360, 1280]);
  // The two that failed are tried again as well.
  await page.getByRole('button', { name: 'Go on with 14 files' }).click();
  await heading(page, '11 saves imported, 3 failed');
  expect(await saves(server)).toBe(21);
  await page.getByRole('button', { name: 'Retry all 3' }).click();
  await heading(page, '3 files failed');
  expect(await saves(server)).toBe(21);
});

test('paused and resumed with the keyboard; the focus stays, and everything is announced', async () => {
  await using server = await Server.start();
  await using visit = await server.visit('/import');
  const { page } = visit;
  const folder = await makeSaves({ count: 3 });
  await heading(page, 'No saves found');
  await visit.screenshot('import-nothing', kWidths);

  // Typed: first a folder that is not there.
  const field = page.getByRole('textbox', { name: 'Path of a folder' });
  for (let tries = 0; tries < 20 && !(await field.evaluate((input) => input === document.activeElement)); ++tries)
    await page.keyboard.press('Tab');
  await page.keyboard.type('/nowhere');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('There is no such folder.').waitFor();
  visit.errors.length = 0; // the browser logs the 404
  await page.keyboard.press('Control+a');
  await page.keyboard.type(folder);
  await page.keyboard.press('Enter');
  await heading(page, /^3 saves found, 3 new/);
  const button = page.getByRole('button', { name: 'Import 3 saves' });
  for (let tries = 0; tries < 20 && !(await button.evaluate((each) => each === document.activeElement)); ++tries)
    await page.keyboard.press('Shift+Tab');

  const said: string[] = [];
  await page.exposeFunction('hear', (text: string) => said.push(text.replace('\u00a0', '')));
  await page.evaluate(() => {
    const region = document.querySelector('[aria-live=polite].unseen');
    if (region)
      new MutationObserver(() =>
        (window as never as { hear: (text: string) => void }).hear(region.textContent ?? ''),
      ).observe(region, { childList: true, characterData: true, subtree: true });
  });
  await page.keyboard.press('Enter');
  await heading(page, '3 saves imported');
  await expect.poll(() => said).toContain('3 saves imported.');
  expect(await page.locator(':focus').textContent()).toBe('3 saves imported');

  const held = await server.holdImport(folder);
  await page.goto(`${server.address}/import?import=${held}`);
  const hold = page.getByRole('button', { name: /^(Pause|Resume)$/ });
  await page.getByText('0 of 3').waitFor();
  await hold.focus();
  expect(await page.locator(':focus').textContent()).toBe('Resume');
  await page.keyboard.press('Enter');
  await heading(page, 'All 3 saves were known already');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
});

test('chosen files have no path: they are sent, and a failed one is asked for again', async () => {
  await using server = await Server.start();
  const folder = await mixedFolder(server, 6);
  await using visit = await server.visit('/import');
  const { page } = visit;

  let chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).press('Enter');
  await (await chooser).setFiles([...zipsIn(folder), join(folder, 'Text.xml')]);
  await heading(page, '6 saves imported, 3 failed');
  expect(await saves(server)).toBe(6);
  const sources = await server.sql<{ n: number }>("SELECT count(*) AS n FROM matches WHERE file_path LIKE 'upload:%'");
  expect(sources[0]?.n).toBe(6);
  await visit.screenshot('import-uploads', [360, 1280]);

  const mended = join(server.home, 'Broken.zip');
  copyFileSync(zipsIn(await makeSaves({ count: 1, seed: 98 }))[0] as string, mended);
  chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose it again: Broken.zip' }).click();
  await (await chooser).setFiles(mended);
  await heading(page, '1 save imported');
  expect(await saves(server)).toBe(7);

  // The same once more; and what is no save is not sent.
  await page.getByRole('button', { name: 'Import more' }).click();
  chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  writeFileSync(join(server.home, 'notes.txt'), 'hello');
  await (await chooser).setFiles([mended, join(server.home, 'notes.txt')]);
  await message(page, '1 file left out: saves end in .zip or .xml.');
  await heading(page, 'This save was known already');
  expect(await saves(server)).toBe(7);
});

test('a folder dropped on the library, and one chosen: all below them is imported', async () => {
  await using server = await Server.start();
  const folder = join(server.home, 'dropped');
  mkdirSync(join(folder, 'Auto/deep'), { recursive: true });
  const zips = zipsIn(await makeSaves({ count: 5 }));
  zips.forEach((zip, at) => copyFileSync(zip, join(folder, ['.', 'Auto', 'Auto/deep'][at % 3] as string, `${at}.zip`)));
  writeFileSync(join(folder, 'readme.txt'), 'no save');
  await using visit = await server.visit('/library');
  const { page } = visit;
  await page.getByText('The library is empty').waitFor();

  const session = await visit.context.newCDPSession(page);
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', {
      type,
      x: 400,
      y: 300,
      data: { items: [], files: [folder], dragOperationsMask: 1 },
    });
  await drag('dragEnter');
  await drag('dragOver');
  await page.getByText('Drop saves or folders here').waitFor();
  await visit.screenshot('import-drop', [360, 1280]);
  await drag('drop');
  await heading(page, '5 saves imported');
  await page.getByText('Drop saves or folders here').waitFor({ state: 'detached' });
  const names = await server.sql<{ path: string }>('SELECT file_path AS path FROM matches ORDER BY 1');
  expect(names.map(({ path }) => path)).toContain('upload:dropped/Auto/deep/2.zip');

  await page.getByRole('button', { name: 'Import more' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await (await chooser).setFiles(folder);
  await heading(page, 'All 5 saves were known already');
});

test('10,000 files: few in the document, quick to scroll and to filter', async () => {
  await using server = await Server.start();
  // In memory where the system has such a place: ten thousand small files take a disk many seconds.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : server.home, 'per-ankh-many-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (let at = 0; at < 10_000; ++at)
    writeFileSync(join(folder, `${String(at).padStart(5, '0')}.zip`), `no save ${at}`);
  const held = await server.holdImport(folder);
  await using visit = await server.visit('/import');
  const { page } = visit;
  const files = page.getByRole('region', { name: 'Files of the import' });
  const first = files.getByRole('listitem').first();
  await page.getByRole('button', { name: 'Waiting 10,000' }).waitFor();
  await expect.poll(() => first.getAttribute('aria-setsize'), { timeout: 30_000 }).toBe('10000');
  expect(await files.getByRole('listitem').count()).toBeLessThan(60);

  const frames = 100;
  const spent = await scriptTime(page, () =>
    files.evaluate(async (scroller, frames) => {
      for (let frame = 0; frame < frames; ++frame) {
        scroller.scrollTop += 900;
        await new Promise((drawn) => requestAnimationFrame(drawn));
      }
    }, frames),
  );
  console.log(`10,000 files: ${(spent / frames).toFixed(2)} ms of script a frame`);
  expect(spent / frames).toBeLessThan(8);

  await server.resume(held);
  await heading(page, '10,000 files failed');
  await page.getByRole('button', { name: 'Show more of 10,000' }).waitFor();
  await page.getByRole('searchbox', { name: 'Search in the files' }).fill('09999');
  await files.getByText('09999.zip').waitFor();
  expect(await files.getByRole('listitem').count()).toBe(1);
});

/** From the next page on, a test can cut the event stream, and have its first event, `state`, said again. */
async function holdStream(page: Page) {
  await page.addInitScript(() => {
    const original = window.fetch;
    window.fetch = async (asked, init) => {
      const answer = await original(asked, init);
      if (!String(asked).endsWith('/api/events') || !answer.body) return answer;
      const reader = answer.body.getReader();
      const decoder = new TextDecoder();
      let said = '';
      const body = new ReadableStream({
        start(stream) {
          // A cable that is pulled does not reach 127.0.0.1.
          const cut = () => stream.error(new TypeError('network error'));
          const sayAgain = () =>
            stream.enqueue(new TextEncoder().encode(`${/event: state\n[^]*?\n\n/.exec(said)?.[0]}`));
          Object.assign(window, { cut, sayAgain });
          const pass = async () => {
            for (let part = await reader.read(); !part.done; part = await reader.read()) {
              said += decoder.decode(part.value, { stream: true });
              stream.enqueue(part.value);
            }
          };
          pass().catch(() => undefined);
        },
      });
      const { status, headers, url } = answer;
      return Object.defineProperty(new Response(body, { status, headers }), 'url', { value: url });
    };
  });
}

test('a page that falls behind fetches what may have changed, once at a time, and its list stays whole', async () => {
  await using server = await Server.start();
  const folder = join(server.home, 'many');
  mkdirSync(folder);
  const [all, done] = [2500, 1200];
  for (let at = 0; at < all; ++at) writeFileSync(join(folder, `${String(at).padStart(4, '0')}.zip`), `no save ${at}`);
  const held = await server.holdImport(folder);
  await using visit = await server.visit('/import');
  const { page } = visit;
  const first = page.getByRole('region', { name: 'Files of the import' }).getByRole('listitem').first();
  await holdStream(page);
  await page.reload();
  await expect.poll(() => first.getAttribute('aria-setsize'), { timeout: 30_000 }).toBe(`${all}`);
  await server.step(held, done);
  await page.getByRole('button', { name: `Failed ${done.toLocaleString('en-GB')}` }).waitFor();
  const known = page.getByRole('searchbox', { name: 'Search in the files' });
  await known.fill('.zip'); // only what is known is found: a hole has no name

  const offsets: number[] = [];
  let [asking, most] = [0, 0];
  await page.route('**/outcomes?*', async (asked) => {
    offsets.push(Number(new URL(asked.request().url()).searchParams.get('offset')));
    most = Math.max(most, ++asking);
    const answer = await asked.fetch();
    expect(await first.getAttribute('aria-setsize')).toBe(`${all}`);
    --asking;
    await asked.fulfill({ response: answer });
  });
  await page.evaluate('for (let times = 0; times < 5; ++times) sayAgain()');
  await expect.poll(() => offsets).toEqual([done, done + 1000, done, done + 1000]);
  expect(most).toBe(1);
  await page.unrouteAll({ behavior: 'wait' }); // the last one is still being answered
  await server.resume(held);
  await heading(page, `${all.toLocaleString('en-GB')} files failed`);
  expect(await first.getAttribute('aria-setsize')).toBe(`${all}`);
});

test('a lost connection is shown and found again, and nothing is missed', async () => {
  await using server = await Server.start();
  const held = await server.holdImport(await makeSaves({ count: 3 }));
  await using visit = await server.visit('/import');
  const { page } = visit;
  await page.getByText('0 of 3').waitFor();

  await holdStream(page);
  await page.reload();
  await page.getByText('0 of 3').waitFor();
  await visit.context.setOffline(true);
  await page.evaluate('cut()');
  const lost = page.getByText('The server does not answer. Trying again');
  await lost.waitFor();
  await visit.screenshot('import-lost', [360, 1280]);
  await server.step(held, 2);
  await visit.context.setOffline(false);
  await page.getByText('2 of 3').waitFor();
  await lost.waitFor({ state: 'detached' });
  visit.errors.length = 0; // the refused connections
  await server.resume(held);
  await heading(page, '3 saves imported');
});
