// Before all browser tests: what they need is there, or a sentence that says how to get it.
import { existsSync } from 'node:fs';
import { kChromium, kPage, kPerAnkh, kSavegen } from './places';

export default function setup() {
  for (const [what, path, how] of [
    ['per-ankh', kPerAnkh, 'make build'],
    ['savegen', kSavegen, 'make test'],
    ['the page', `${kPage}/index.html`, 'make web'],
    ['Chromium', kChromium, 'make setup, or name one in PER_ANKH_CHROMIUM'],
  ] as const) {
    if (!existsSync(path)) throw new Error(`${what} is not there (${path}): ${how}`);
  }
}
