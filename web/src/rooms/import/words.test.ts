import { expect, test } from 'vitest';
import type { Import } from '../../lib/imports';
import { isSave, sortOut } from './chosen';
import { foundWords, resultWords } from './words';

const saves = (found: number, fresh: number, estimated_seconds = 4.6) => ({
  found,
  known: found - fresh,
  new: fresh,
  new_bytes: 1,
  estimated_seconds,
});

test('what was found, in a sentence', () => {
  expect(foundWords(saves(412, 390))).toBe('412 saves found, 390 new, about 5 s');
  expect(foundWords(saves(1, 1, 0.01))).toBe('1 save found, 1 new, about 1 s');
  expect(foundWords(saves(3, 0))).toBe('3 saves found, all of them in the library already');
  expect(foundWords(saves(0, 0))).toBe('No saves found');
});

const over = (state: Import['state'], imported: number, duplicates: number, failed: number, cancelled = 0) => {
  const completed = imported + duplicates + failed;
  const progress = { imported, duplicates, failed, cancelled, completed, total: completed + cancelled };
  return { state, progress } as Import;
};

test('how an import ended, in a sentence', () => {
  expect(resultWords(over('finished', 57, 0, 3))).toBe('57 saves imported, 3 failed');
  expect(resultWords(over('finished', 0, 0, 2))).toBe('2 files failed');
  expect(resultWords(over('finished', 0, 1, 0))).toBe('This save was known already');
  expect(resultWords(over('finished', 1, 2, 0))).toBe('1 save imported, 2 already known');
  expect(resultWords(over('finished', 0, 0, 0))).toBe('There were no saves to import');
  expect(resultWords(over('cancelled', 10, 0, 2, 12))).toBe('Cancelled: 12 of 24 files done');
});

test('of what is dropped, only saves are sent', () => {
  expect(['a.zip', 'b/C.XML', 'notes.txt', 'zip'].map(isSave)).toEqual([true, true, false, false]);
  const file = { name: 'x' } as File; // Node 18 has none
  expect(
    sortOut([
      { name: 'a.zip', file },
      { name: 'b.png', file },
    ]),
  ).toEqual({ saves: [{ name: 'a.zip', file }], others: 1 });
});
