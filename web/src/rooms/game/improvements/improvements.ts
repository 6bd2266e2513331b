// Improvements by player: tiers (Garrison 1, Garrison 2) are one row under the name that people know.
import type { Column } from '../../../components';
import { fullName, plainName } from '../../../lib/names';
import { grouped, type Row } from '../../../lib/tables';
import type { GamePlayer } from '../context.svelte';

export interface ImprovementRow {
  name: string;
  /** "Garrison 1, Garrison 2", when there are several. */
  tiers: string;
  /** How many by player_id. */
  counts: ReadonlyMap<number, number>;
  specialists: number;
  total: number;
}

export function improvementRows(rows: readonly Row<'improvement_counts'>[]): ImprovementRow[] {
  return [...grouped(rows, ({ improvement }) => plainName(improvement))]
    .map(([name, own]) => {
      const counts = new Map<number, number>();
      for (const { player_id, count } of own) counts.set(player_id, (counts.get(player_id) ?? 0) + count);
      const symbols = [...new Set(own.map(({ improvement }) => improvement))].sort();
      return {
        name,
        tiers: symbols.length > 1 ? symbols.map(fullName).join(', ') : '',
        counts,
        specialists: own.reduce((sum, { specialists }) => sum + specialists, 0),
        total: own.reduce((sum, { count }) => sum + count, 0),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

export function improvementColumns(players: readonly GamePlayer[]): Column<ImprovementRow>[] {
  return [
    { key: 'improvement', title: 'Improvement', value: ({ name }) => name },
    ...players.map((player): Column<ImprovementRow> => ({
      key: `player_${player.player_id}`,
      title: player.label,
      type: 'number',
      value: ({ counts }) => counts.get(player.player_id),
      colour: () => player.colour.text,
    })),
    { key: 'total', title: 'Total', value: ({ total }) => total, type: 'number' },
    { key: 'specialists', title: 'Specialists', value: ({ specialists }) => specialists, type: 'number' },
    { key: 'tiers', title: 'Tiers', value: ({ tiers }) => tiers, format: (tiers: string) => tiers, hidden: true },
  ];
}
