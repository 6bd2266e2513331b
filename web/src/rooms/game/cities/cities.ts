// The columns of the cities. Rows are told apart by city_id: two cities may have one name.
import type { Column } from '../../../components';
import { plainName, properName } from '../../../lib/names';
import type { Row } from '../../../lib/tables';
import { flagColumn, nameColumn, namesColumn, numberColumn, playerColumn } from '../columns';
import type { GameView } from '../context.svelte';

type City = Row<'cities'>;

const kLevels = ['Weak', 'Developing', 'Established', 'Strong', 'Legendary'];

/** By level; one that is not known comes after those that are, by name. */
export function compareLevels(a: string, b: string): number {
  const [x, y] = [kLevels.indexOf(a), kLevels.indexOf(b)];
  if (x < 0 && y < 0) return a.localeCompare(b);
  return x < 0 || y < 0 ? y - x : x - y;
}

export function cityColumns(view: GameView): Column<City>[] {
  return [
    { key: 'city', title: 'City', value: ({ city_name }) => properName(city_name) },
    playerColumn(view, ({ player_id }) => player_id, { title: 'Owner', other: ({ tribe }) => tribe }),
    nameColumn('family', 'Family', ({ family }) => family),
    numberColumn('founded', 'Founded', ({ founded_turn }) => founded_turn),
    {
      key: 'culture',
      title: 'Culture',
      value: ({ culture_level }) => plainName(culture_level),
      compare: compareLevels as (a: never, b: never) => number,
    },
    numberColumn('citizens', 'Citizens', ({ citizens }) => citizens),
    numberColumn('tiles', 'Tiles', ({ tiles }) => tiles),
    numberColumn('specialists', 'Specialists', ({ specialist_count }) => specialist_count),
    { key: 'governor', title: 'Governor', value: ({ governor_name }) => properName(governor_name) },
    namesColumn('religions', 'Religions', ({ religions }) => religions),
    flagColumn('capital', 'Capital', ({ is_capital }) => is_capital, true),
    playerColumn(view, ({ first_owner_player_id }) => first_owner_player_id, {
      key: 'founder',
      title: 'First owner', // as the file says, of a tribe's city, too
      hidden: true,
    }),
    numberColumn('happiness', 'Happiness level', ({ happiness_level }) => happiness_level, true),
    numberColumn('growths', 'Growths', ({ growth_count }) => growth_count, true),
    numberColumn('units', 'Units produced', ({ units_produced }) => units_produced, true),
    numberColumn('projects', 'Projects', ({ projects }) => projects, true),
    numberColumn('tiles_bought', 'Tiles bought', ({ tiles_bought }) => tiles_bought, true),
    numberColumn('hurried_civics', 'Hurried with civics', (city) => city.hurry_civics_count, true),
    numberColumn('hurried_money', 'Hurried with money', (city) => city.hurry_money_count, true),
    numberColumn('hurried_training', 'Hurried with training', (city) => city.hurry_training_count, true),
    numberColumn('hurried_population', 'Hurried with citizens', (city) => city.hurry_population_count, true),
    numberColumn('hurried_orders', 'Hurried with orders', (city) => city.hurry_orders_count, true),
    numberColumn('damage', 'Damage', ({ damage }) => damage, true),
    numberColumn('raided', 'Last raided', ({ raided_turn }) => raided_turn, true),
    numberColumn('assimilates', 'Assimilates for', ({ assimilate_turns }) => assimilate_turns, true),
  ];
}
