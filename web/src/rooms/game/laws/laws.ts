// Laws of a player: when each was adopted last, and whether it is still in force.
import type { Row } from '../../../lib/tables';

export interface LawOfPlayer {
  player_id: number;
  law: string;
  law_class: string;
  /** null: the file has no line about it. */
  turn: number | null;
  in_force: boolean;
}

export function lawsOfPlayers(
  adoptions: readonly Row<'law_adoptions'>[],
  in_force: readonly Row<'laws'>[],
): LawOfPlayer[] {
  const laws = new Map<string, LawOfPlayer>();
  for (const { player_id, law, law_class, turn } of adoptions) {
    laws.set(`${player_id} ${law}`, { player_id, law, law_class, turn, in_force: false }); // by turn: the last one stays
  }
  for (const { player_id, law, law_class, adopted_turn } of in_force) {
    if (!law) continue;
    const turn = laws.get(`${player_id} ${law}`)?.turn ?? adopted_turn;
    laws.set(`${player_id} ${law}`, { player_id, law, law_class, turn, in_force: true });
  }
  return [...laws.values()];
}

/** "12"; "12, replaced"; "in force" when the turn is not known. */
export function lawText({ turn, in_force }: LawOfPlayer): string {
  if (turn === null) return 'in force';
  return in_force ? `${turn}` : `${turn}, replaced`;
}
