import { expect, test } from 'vitest';
import { fullName, plainName, properName } from './names';

test.each([
  ['NATION_ROME', 'Rome'],
  ['MAPCLASS_MapScriptInlandSea', 'Inland Sea'],
  ['TECH_STEEL_AND_IRON', 'Steel And Iron'],
  ['IMPROVEMENT_BATHS_2', 'Baths'],
  ['Rome', 'Rome'],
])('%s is %s', (symbol, name) => expect(plainName(symbol)).toBe(name));

test('the tier can be kept', () => expect(fullName('IMPROVEMENT_BATHS_2')).toBe('Baths 2'));
test('no name is no text', () => expect(plainName(null)).toBe(''));
test('what people have named stays', () =>
  expect(['NAME_BEL_IBNI', 'McRome 2', null].map(properName)).toEqual(['Bel Ibni', 'McRome 2', '']));
