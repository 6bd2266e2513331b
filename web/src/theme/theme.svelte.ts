// Dark or light: what the system says, or what the user chose with the toggle, which is remembered.

export type Theme = 'dark' | 'light';
export type ThemeChoice = Theme | 'system';

const kStored = 'per-ankh.theme';

class ThemeState {
  choice = $state<ThemeChoice>('system');
  #systemIsLight = $state(false);
  /** What is shown now. Charts and the map read it to draw themselves anew. */
  readonly current = $derived<Theme>(this.choice !== 'system' ? this.choice : this.#systemIsLight ? 'light' : 'dark');

  /** Call once, before anything is drawn. */
  start() {
    const stored = localStorage.getItem(kStored);
    if (stored === 'dark' || stored === 'light') this.choice = stored;
    const system = matchMedia('(prefers-color-scheme: light)');
    this.#systemIsLight = system.matches;
    system.addEventListener('change', () => {
      this.#systemIsLight = system.matches;
      this.#show();
    });
    this.#show();
  }

  /** To the other one; back to the system's when that is the same. */
  toggle() {
    const other: Theme = this.current === 'dark' ? 'light' : 'dark';
    this.choice = other === (this.#systemIsLight ? 'light' : 'dark') ? 'system' : other;
    if (this.choice === 'system') localStorage.removeItem(kStored);
    else localStorage.setItem(kStored, this.choice);
    this.#show();
  }

  #show() {
    document.documentElement.dataset['theme'] = this.current;
  }
}

export const theme = new ThemeState();

/** A token's value now, for what is drawn on a canvas: token('--text'). Read `theme.current` beside it to follow changes. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
