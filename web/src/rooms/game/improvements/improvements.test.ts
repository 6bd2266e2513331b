import { expect, test } from 'vitest';

import { improvementRows } from './improvements';

const row = (improvement: string, player_id: number, count: number, specialists = 0) => ({
  improvement,
  player_id,
  count,
  specialists,
});

test('tiers are one row: never Baths three times', () => {
  const rows = improvementRows([
    row('IMPROVEMENT_BATHS_1', 0, 2),
    row('IMPROVEMENT_BATHS_2', 0, 1, 1),
    row('IMPROVEMENT_BATHS_3', 1, 4, 2),
    row('IMPROVEMENT_FARM', 1, 7),
  ]);
  expect(rows.map(({ name, total, specialists }) => [name, total, specialists])).toEqual([
    ['Baths', 7, 3],
    ['Farm', 7, 0],
  ]);
  expect([...(rows[0]?.counts ?? [])]).toEqual([
    [0, 3],
    [1, 4],
  ]);
  expect(rows[0]?.tiers).toBe('Baths 1, Baths 2, Baths 3');
});
