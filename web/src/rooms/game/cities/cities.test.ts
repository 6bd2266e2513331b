import { expect, test } from 'vitest';

import { compareLevels } from './cities';

test('culture by level, not by letter; what is not known comes last', () => {
  const levels = ['Strong', 'Mythical', 'Weak', 'Legendary', 'Developing'];
  expect(levels.sort(compareLevels)).toEqual(['Weak', 'Developing', 'Strong', 'Legendary', 'Mythical']);
});
