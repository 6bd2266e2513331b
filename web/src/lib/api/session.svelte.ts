// Who we are to the server: the token that the key of the printed link was changed for (docs/api.md). It is kept in
// localStorage, which belongs to this host and port, and forgotten when the server no longer knows it.

/** opening: not known yet. locked: the link that `per-ankh serve` printed has to be opened. */
export type SessionState = 'opening' | 'open' | 'locked';

const kStored = 'per-ankh.token';

class Session {
  state = $state<SessionState>('opening');
  token = '';

  /** Reads `#key=` or the kept token. Call once, before anything is asked. */
  async open(): Promise<void> {
    this.token = localStorage.getItem(kStored) ?? '';
    const key = /^#key=(.+)$/.exec(location.hash)?.[1];
    if (key) {
      history.replaceState(history.state, '', location.pathname + location.search);
      await this.change(key);
    }
    this.state = this.token ? 'open' : 'locked';
  }

  /** The server did not know the token. */
  lock() {
    localStorage.removeItem(kStored);
    this.token = '';
    this.state = 'locked';
  }

  private async change(key: string) {
    const answer = await fetch('/api/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ key: decodeURIComponent(key) }),
    }).catch(() => null);
    if (!answer?.ok) return; // a used-up key: the kept token, if there is one, may still be good
    this.token = ((await answer.json()) as { token: string }).token;
    localStorage.setItem(kStored, this.token);
  }
}

export const session = new Session();
