// People in the words of the page.
import { plainName, properName } from '../../../lib/names';
import type { Row } from '../../../lib/tables';
import { joined } from '../columns';
import type { Person } from './tree';

type Named = Pick<Row<'characters'>, 'character_id' | 'first_name' | 'custom_name' | 'cognomen'>;

/** "Atossa the Great"; a person that the file only has a number for is "Person 9". */
export function nameOf(each: Named | undefined): string {
  if (!each) return 'Not in the file';
  const name = properName(each.custom_name || each.first_name) || `Person ${each.character_id}`;
  const cognomen = plainName(each.cognomen);
  return cognomen ? `${name} the ${cognomen}` : name;
}

export function traitsOf(traits: string | null): string {
  return joined(traits)
    .map((trait) => plainName(trait.replace(/_ARCHETYPE$/, '')))
    .join(', ');
}

export function peopleOf(characters: readonly Row<'characters'>[]): Map<number, Person> {
  return new Map(
    characters.map(({ character_id, father_id, mother_id, spouses }) => [
      character_id,
      { character_id, father_id, mother_id, spouses: joined(spouses).map(Number) },
    ]),
  );
}

/** How many turns a ruler has ruled; up to `last` for who rules now. */
export function reignOf({ from_turn, to_turn }: Pick<Row<'rulers'>, 'from_turn' | 'to_turn'>, last: number | null) {
  const end = to_turn ?? last;
  return from_turn === null || end === null ? null : Math.max(0, end - from_turn);
}
