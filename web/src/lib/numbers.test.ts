import { expect, test } from 'vitest';
import { count, formatBytes, formatDay, formatSeconds, formatTenths } from './numbers';

test('yields are kept in tenths', () => expect(formatTenths(12345)).toBe('1,234.5'));
test('nothing is a dash', () => expect(formatTenths(null)).toBe('\u2013'));
test('one and many', () => expect([count(1, 'save'), count(2000, 'save')]).toEqual(['1 save', '2,000 saves']));
test.each([
  [999, '999 bytes'],
  [1500, '1.5 kB'],
  [14_000_000, '14 MB'],
])('%d bytes', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
test.each([
  [0.42, '0.4 s'],
  [59.7, '1 min 0 s'],
  [3725, '1 h 2 min'],
])('%d seconds', (seconds, text) => expect(formatSeconds(seconds)).toBe(text));
test('a day is that day in every time zone', () => expect(formatDay('2025-11-08')).toContain('8'));
