// What browser tests stand on: generated saves, a real `per-ankh serve` on a library of its own, and pages in Chromium.
//
//   await using server = await Server.start({ saves: await makeSaves({ count: 3 }) });   // imported before it starts
//   await using visit = await server.visit('/library');                                  // signed in by the printed link
//   await visit.page.getByRole('link', { name: 'Rome' }).click();
//   expect(await server.sql('SELECT count(*) AS n FROM matches')).toEqual([{ n: 3 }]);
//
// A visit fails at its end when the page wrote an error to the console or broke the server's policy.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

import type { components } from '../src/lib/api/types.gen';
import { kChromium, kPage, kPerAnkh, kSavegen, kSaves, kScreenshots } from './places';

type Schemas = components['schemas'];
const run = promisify(execFile);

export interface SaveOptions {
  size?: 'tiny' | 'duel' | 'standard' | 'large';
  count?: number;
  seed?: number;
  format?: '2022' | '2024' | '2025' | '2026';
  sameGame?: boolean;
}

/** A folder of generated saves; made once and kept in build/web-tests. Copy what you mean to change. */
export async function makeSaves(options: SaveOptions = {}): Promise<string> {
  const { size = 'tiny', count = 1, seed = 1, format = '2025', sameGame = false } = options;
  const call = ['--size', size, '--count', `${count}`, '--seed', `${seed}`, '--format', format, '--quiet'];
  if (sameGame) call.push('--same-game');
  const program = createHash('sha256').update(readFileSync(kSavegen)).digest('hex').slice(0, 8);
  const folder = join(kSaves, [size, count, seed, format, sameGame ? 'same' : 'each', program].join('-'));
  if (existsSync(folder)) return folder;
  mkdirSync(kSaves, { recursive: true });
  const making = mkdtempSync(`${folder}.`);
  await run(kSavegen, [making, ...call]);
  try {
    renameSync(making, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(making, { recursive: true }); // another file of tests has made them meanwhile
  }
  return folder;
}

/** What tests of a game look at: a generated one, and each of the real saves when PER_ANKH_REAL_SAVES names a folder. */
export async function gamesToLookAt(generated: SaveOptions): Promise<{ name: string; saves: string }[]> {
  const real = process.env['PER_ANKH_REAL_SAVES'];
  const files = real ? readdirSync(real).filter((name) => name.endsWith('.zip')) : [];
  return [
    { name: 'game', saves: await makeSaves(generated) },
    ...files.sort().map((file, at) => ({ name: `real-${at}`, saves: join(real ?? '', file) })),
  ];
}

/** The first game of a library: what is known of it, its address, its latest save. */
export async function gameOf(server: Server) {
  const { games } = await server.api<Schemas['Games']>('GET', '/api/games');
  const path = `/games/${encodeURIComponent(games[0]?.game_key ?? '')}`;
  const game = await server.api<Schemas['Game']>('GET', `/api${path}`);
  return { game, path, id: game.saves[0]?.match_id as number };
}

export interface ServerOptions {
  /** A folder or file, imported before the server starts. */
  saves?: string;
  /** Copied to where the game keeps its saves, before the server starts. */
  usual?: string;
}

export class Server {
  /** Its user: HOME, where the library and the game's usual folder are. */
  readonly home: string;
  readonly library: string;
  /** Where the game keeps its saves; does not exist until a test makes it. */
  readonly usualFolder: string;
  link = '';
  #process: ChildProcess | undefined;
  #token = '';
  static #browser: Promise<Browser> | undefined;

  private constructor() {
    this.home = mkdtempSync(join(tmpdir(), 'per-ankh-web-'));
    this.library = join(this.home, 'library.duckdb');
    this.usualFolder = join(this.home, '.config/OldWorld/Saves');
  }

  static async start(options: ServerOptions = {}): Promise<Server> {
    const server = new Server();
    if (options.usual) cpSync(options.usual, server.usualFolder, { recursive: true });
    if (options.saves) await server.perAnkh(['import', options.saves, '--db', server.library]);
    await server.serve();
    return server;
  }

  get address(): string {
    return new URL(this.link).origin;
  }

  /** Starts (again) on a free port, or on the one named. */
  async serve(port = 0): Promise<void> {
    const call = ['serve', '--db', this.library, '--port', `${port}`, '--page', kPage];
    const child = spawn(kPerAnkh, call, { env: this.#environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    this.#token = '';
    let said = '';
    this.link = await new Promise<string>((found, failed) => {
      const hear = (text: Buffer) => {
        said += text.toString();
        const link = /http:\/\/\S+#key=\S+/.exec(said);
        if (link) found(link[0]);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => failed(new Error(`per-ankh serve ended with ${code}: ${said}`)));
    });
  }

  /** Ends the server as Ctrl-C does. */
  async stop(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGINT');
    await ended;
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
  [Symbol.asyncDispose]() {
    return this.close();
  }

  /** Runs the program as this user: while the server runs, it hands over to it. Gives what it printed. */
  async perAnkh(call: string[]): Promise<string> {
    const { stdout } = await run(kPerAnkh, call, { env: this.#environment(), maxBuffer: 1 << 28 });
    return stdout;
  }

  /** Rows of a question to the library: what the page shows is held against this. */
  async sql<Row = Record<string, unknown>>(question: string): Promise<Row[]> {
    return JSON.parse(await this.perAnkh(['sql', '--db', this.library, '--format', 'json', question])) as Row[];
  }

  /** A request to the API, past the page. */
  async api<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    if (!this.#token && path !== '/api/session') {
      const key = this.link.split('#key=')[1];
      this.#token = (await this.api<Schemas['SessionToken']>('POST', '/api/session', { key })).token;
    }
    const headers: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
    if (this.#token) headers['Authorization'] = `Bearer ${this.#token}`;
    const answer = await fetch(this.address + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as Answer;
  }

  /** An import of a folder that is held before its first file: step() lets files through, resume() all. */
  async holdImport(folder: string): Promise<number> {
    const { folder_id } = await this.api<Schemas['Folder']>('POST', '/api/folders', { path: folder });
    const held = await this.api<Schemas['Import']>('POST', '/api/imports', { folders: [folder_id], paused: true });
    return held.import_id;
  }
  step(import_id: number, files: number) {
    return this.api<Schemas['Import']>('POST', `/api/imports/${import_id}/step`, { files });
  }
  resume(import_id: number) {
    return this.api<Schemas['Import']>('POST', `/api/imports/${import_id}/resume`);
  }

  /** A new browser profile at an address of the page. */
  async visit(path = '/', options: VisitOptions = {}): Promise<Visit> {
    const { signedIn = true, theme = 'dark', width = 1280, height = 800 } = options;
    Server.#browser ??= launch();
    const context = await (
      await Server.#browser
    ).newContext({
      viewport: { width, height },
      colorScheme: theme,
      reducedMotion: 'reduce', // pictures are the same each time
      locale: 'en-GB',
      acceptDownloads: true,
    });
    const visit = new Visit(context, await context.newPage());
    await visit.page.goto(signedIn ? this.address + path + new URL(this.link).hash : this.address + path);
    return visit;
  }

  #environment(): NodeJS.ProcessEnv {
    const home = this.home;
    return {
      PATH: process.env['PATH'],
      LANG: 'C.UTF-8',
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_DATA_HOME: join(home, '.local/share'),
    };
  }
}

export interface VisitOptions {
  signedIn?: boolean;
  theme?: 'dark' | 'light';
  width?: number;
  height?: number;
}

export class Visit {
  /** Errors that the console showed; a test that expects one empties this. */
  readonly errors: string[] = [];

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.errors.push(String(error)));
  }

  /** What is shown has its data, and the charts and the map in view are drawn. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(() => {
      const main = document.querySelector('main');
      if (!main || main.querySelector('.skeleton, .canvas:not([data-turn])')) return false;
      const inView = (each: Element) => {
        const { top, bottom, width } = each.getBoundingClientRect();
        return bottom > 0 && top < innerHeight && width > 0;
      };
      return [...document.querySelectorAll('.chart-canvas')].filter(inView).every((place) => {
        const canvas = place.querySelector('canvas');
        if (!canvas || Math.abs(canvas.clientWidth - place.clientWidth) > 1) return false;
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
        return pixels?.some((value) => value > 0);
      });
    });
  }

  /**
   * Pictures of what is shown, in both themes at each width: build/screenshots/NAME-THEME-WIDTH.png. Fails when the page is
   * wider than the window, or when axe finds something serious in either theme. `settled`: false for what is still waited for.
   */
  async screenshot(name: string, widths: readonly number[] = [1280], settled = true): Promise<void> {
    mkdirSync(kScreenshots, { recursive: true });
    const before = this.page.viewportSize() ?? { width: 1280, height: 800 };
    for (const theme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme: theme });
      for (const width of widths) {
        await this.page.setViewportSize({ width, height: width < 600 ? 800 : Math.round(width * 0.625) });
        await this.page.evaluate(
          () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
        );
        await this.page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth, undefined, {
          timeout: 10_000, // charts follow the window a little later
        });
        if (settled) await this.settled();
        await this.page.screenshot({ path: join(kScreenshots, `${name}-${theme}-${width}.png`) });
      }
      const serious = await this.axe();
      if (serious.length > 0) throw new Error(`${name}, ${theme}: ${serious.join('\n')}`);
    }
    await this.page.setViewportSize(before);
  }

  /** What axe finds that is serious or critical, in words; expect it to be []. */
  async axe(): Promise<string[]> {
    const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await this.page.evaluate(source); // a script tag is against the policy
    const results = (await this.page.evaluate('axe.run(document)')) as AxeResults;
    return results.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  }

  /** Whether the page is wider than the window. */
  overflows(): Promise<boolean> {
    return this.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  }

  async close(): Promise<void> {
    await this.context.close();
    if (this.errors.length > 0) throw new Error(`the console showed errors:\n${this.errors.join('\n')}`);
  }
  [Symbol.asyncDispose]() {
    return this.close();
  }
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: kChromium,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });
}

export const kWidths = [360, 1280, 2560] as const;

/** CPU time of scripts in a page, in ms, while something goes on: what frames may cost is held against it. */
export async function scriptTime(page: Page, action: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const now = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000;
  };
  const before = await now();
  await action();
  const spent = (await now()) - before;
  await session.detach();
  return spent;
}
