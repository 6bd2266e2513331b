// Short messages with one action, such as undo: toast('Rome removed', {label: 'Undo', run}). They stay for ten seconds, longer
// while pointed at or focused, and are read out. Ctrl+Z runs the action of the last one.
import { announce } from './announce.svelte';

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface ToastMessage {
  id: number;
  text: string;
  action: ToastAction | undefined;
  bad: boolean;
}

class Toasts {
  list = $state.raw<ToastMessage[]>([]);
  #last = 0;

  show(text: string, action?: ToastAction, bad = false) {
    this.list = [...this.list.slice(-2), { id: ++this.#last, text, action, bad }];
    announce(action ? `${text} ${action.label} with Control Z.` : text);
  }

  /** Does what the toast offers. Returns whether it offered anything. */
  run(toast: ToastMessage | undefined): boolean {
    if (!toast?.action) return false;
    this.drop(toast.id);
    toast.action.run();
    return true;
  }

  drop(id: number) {
    this.list = this.list.filter((each) => each.id !== id);
  }
}

export const toasts = new Toasts();

export function toast(text: string, action?: ToastAction) {
  toasts.show(text, action);
}

/** For what did not work: `catch (error) { toastError(asApiError(error)) }`. */
export function toastError(error: { message: string; action: string }) {
  toasts.show(`${error.message} ${error.action}`.trim(), undefined, true);
}
