// Taking games and saves out of the library, and back again.
import { toast, toastError } from '../../components';
import { api, asApiError, dataOf, type Schemas } from '../../lib/api';
import { count } from '../../lib/numbers';
import type { Row } from './rows';

/** Removes a game or a save; the toast brings it back. Returns whether it is gone. */
export async function remove({ game, save }: Row): Promise<boolean> {
  try {
    const removal = save
      ? await dataOf(api.DELETE('/api/saves/{match_id}', { params: { path: { match_id: save.match_id } } }))
      : await dataOf(api.DELETE('/api/games/{game_key}', { params: { path: { game_key: game.game_key } } }));
    toast(`${removal.title} removed (${count(removal.saves, 'save')}).`, {
      label: 'Undo',
      run: () => bringBack(removal),
    });
    return true;
  } catch (thrown) {
    toastError(asApiError(thrown));
    return false;
  }
}

async function bringBack({ removal_id }: Schemas['Removal']) {
  try {
    const back = await dataOf(api.POST('/api/removals/{removal_id}/undo', { params: { path: { removal_id } } }));
    toast(`${back.title} is back.`);
  } catch (thrown) {
    toastError(asApiError(thrown));
  }
}
