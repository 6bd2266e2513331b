// The figures of a game's end, for cards and ranked bars.
import { formatDecimal, formatInteger } from '../../../lib/numbers';
import type { Row } from '../../../lib/tables';

export type Figures = Row<'final_figures'>;

export interface Metric {
  key: keyof Figures;
  title: string;
  /** "per turn" */
  unit?: string;
  format: (value: number | null) => string;
}

/** What the players are ranked by. Points only when the game counts them. */
export function metrics(countsPoints: boolean): Metric[] {
  const all: Metric[] = [
    { key: 'victory_points', title: 'Victory points', format: formatInteger },
    { key: 'military_power', title: 'Military power', format: formatInteger },
    { key: 'orders', title: 'Orders', unit: 'per turn', format: formatDecimal },
    { key: 'science', title: 'Science', unit: 'per turn', format: formatDecimal },
    { key: 'civics', title: 'Civics', unit: 'per turn', format: formatDecimal },
    { key: 'training', title: 'Training', unit: 'per turn', format: formatDecimal },
    { key: 'money', title: 'Money', unit: 'per turn', format: formatDecimal },
    { key: 'culture', title: 'Culture', unit: 'per turn', format: formatDecimal },
    { key: 'improvements', title: 'Improvements', format: formatInteger },
    { key: 'population', title: 'Citizens', format: formatInteger },
    { key: 'tiles', title: 'Tiles', format: formatInteger },
    { key: 'legitimacy', title: 'Legitimacy', format: formatInteger },
  ];
  return countsPoints ? all : all.filter(({ key }) => key !== 'victory_points');
}

export interface Ranked {
  player_id: number;
  value: number;
  /** Of the longest bar, 0 to 1; what is below zero has no bar. */
  part: number;
}

/** The largest first; players without a value are not in it. */
export function ranked(rows: readonly Figures[], key: keyof Figures): Ranked[] {
  const known = rows.flatMap((row) => {
    const value = row[key];
    return value === null ? [] : [{ player_id: row.player_id, value }];
  });
  const most = Math.max(0, ...known.map(({ value }) => value));
  return known
    .sort((a, b) => b.value - a.value)
    .map((each) => ({ ...each, part: most > 0 ? Math.max(0, each.value) / most : 0 }));
}
