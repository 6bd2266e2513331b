// Names of the game for people, by the rules of src/base/plain_name.h; the game writes NATION_ROME and
// MAPCLASS_MapScriptInlandSea.

const isLower = (letter: string) => letter >= 'a' && letter <= 'z';

/** NATION_ROME is "Rome", MAPCLASS_MapScriptInlandSea "Inland Sea"; with its tier: IMPROVEMENT_BATHS_2 is "Baths 2". */
export function fullName(symbol: string): string {
  let rest = symbol.slice(symbol.indexOf('_') + 1);
  if (rest.startsWith('MapScript')) rest = rest.slice('MapScript'.length);
  const shouted = !/[a-z]/.test(rest);
  let name = '';
  let before = ' ';
  for (const letter of rest) {
    if (!shouted && isLower(before) && !isLower(letter) && letter !== '_') name += ' ';
    name += letter === '_' ? ' ' : shouted && before !== ' ' ? letter.toLowerCase() : letter;
    before = name.at(-1) ?? ' ';
  }
  return name;
}

/** As people say it, without the tier: IMPROVEMENT_BATHS_2 is "Baths". Merge rows by this name, or show fullName. */
export function plainName(symbol: string | null | undefined): string {
  return symbol ? fullName(symbol).replace(/ \d+$/, '') : '';
}

/** "VICTORY_POINTS", "VICTORY_TIME" as "Points, Time". */
export function plainNames(symbols: readonly string[]): string {
  return symbols.map((symbol) => plainName(symbol)).join(', ');
}

/** A name that may be the game's (NAME_ATOSSA) or somebody's own (McRome), which stays as it is. */
export function properName(name: string | null | undefined): string {
  return name && /^[A-Z]+_[A-Z0-9_]+$/.test(name) ? plainName(name) : (name ?? '');
}
