// The yields of a player, in the order in which they are shown.
export const kYields = [
  'YIELD_SCIENCE',
  'YIELD_CIVICS',
  'YIELD_TRAINING',
  'YIELD_ORDERS',
  'YIELD_MONEY',
  'YIELD_FOOD',
  'YIELD_GROWTH',
  'YIELD_CULTURE',
  'YIELD_HAPPINESS',
  'YIELD_DISCONTENT',
  'YIELD_IRON',
  'YIELD_STONE',
  'YIELD_WOOD',
  'YIELD_MAINTENANCE',
] as const;
