// The army of a player by class. Workers, settlers, scouts, disciples, caravans and militia are no army and have no class.
import { fullName } from '../../../lib/names';
import type { Row } from '../../../lib/tables';
import type { Part } from '../../../components';

export const kClasses: readonly Part[] = [
  { key: 'infantry', title: 'Infantry' },
  { key: 'ranged', title: 'Ranged' },
  { key: 'cavalry', title: 'Cavalry' },
  { key: 'siege', title: 'Siege' },
  { key: 'naval', title: 'Naval' },
];

/** Living units of each class. */
export function army(rows: readonly Row<'units_by_type'>[], player_id: number): Record<string, number> {
  const classes: Record<string, number> = {};
  for (const row of rows) {
    if (row.player_id !== player_id || !row.unit_class || row.living === 0) continue;
    classes[row.unit_class] = (classes[row.unit_class] ?? 0) + row.living;
  }
  return classes;
}

export function classTitle(unit_class: string | null): string {
  return kClasses.find(({ key }) => key === unit_class)?.title ?? 'No fighters';
}

/** UNIT_HORSEMAN is "Horseman". */
export const unitName = fullName;
