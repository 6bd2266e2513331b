// Where the tests find things. PER_ANKH_BUILD: another build folder, as ctest names it.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const build = resolve(process.env['PER_ANKH_BUILD'] ?? `${root}/build/release`);

export const kPerAnkh = `${build}/per-ankh`;
export const kSavegen = `${build}/savegen`;
export const kFloor = `${build}/bench/floor`;
export const kPage = `${root}/build/web`;
export const kScreenshots = `${root}/build/screenshots`;
export const kSaves = `${root}/build/web-tests/saves`;
export const kChromium = process.env['PER_ANKH_CHROMIUM'] ?? '/usr/bin/chromium';
