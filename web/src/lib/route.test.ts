import { expect, test } from 'vitest';
import { partsOf, pathOf, queryWith } from './route.svelte';

test('a path and its parts', () => {
  expect(partsOf(pathOf('games', 'a/b ?', 'map'))).toEqual(['games', 'a/b ?', 'map']);
  expect(partsOf('/')).toEqual([]);
  expect(partsOf('/games/100%')).toEqual(['games', '100%']);
});

test('what is empty does not stand in the address', () => {
  const query = queryWith(new URLSearchParams('search=rome&sort=turn.down'), { search: '', sort: 'date.up' });
  expect(query.toString()).toBe('sort=date.up');
});
