// Where the page is: the address, as state. Links are plain <a href="/library">; a click on one stays in the page. What a
// view shows (search, sort, filters) belongs into the query, so that a reload and a copied link keep it.

/** The parts of a path, decoded: "/games/a%2Fb/map" is games, a/b, map. */
export function partsOf(path: string): string[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part; // a stray % typed by hand
      }
    });
}

/** "/games/KEY/map" with its parts encoded. */
export function pathOf(...parts: string[]): string {
  return '/' + parts.map(encodeURIComponent).join('/');
}

/** A query with some values set; null or '' takes one out, so that defaults do not stand in the address. */
export function queryWith(query: URLSearchParams, values: Record<string, string | null>): URLSearchParams {
  const changed = new URLSearchParams(query);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === '') changed.delete(name);
    else changed.set(name, value);
  }
  return changed;
}

class Route {
  path = $state('/');
  query = $state.raw(new URLSearchParams());
  readonly parts = $derived(partsOf(this.path));

  /** Follows the address bar and clicks on links. Call once. */
  start() {
    this.#read();
    addEventListener('popstate', () => this.#read());
    document.addEventListener('click', (click) => this.#takeClick(click));
  }

  get(name: string): string {
    return this.query.get(name) ?? '';
  }

  go(address: string, { replace = false } = {}) {
    history[replace ? 'replaceState' : 'pushState'](null, '', address);
    const before = this.path;
    this.#read();
    if (this.path !== before) scrollTo(0, 0);
  }

  /** Sets values of the query. By default without a step in the history: typing into a search is not a way to go back. */
  set(values: Record<string, string | null>, { push = false } = {}) {
    const query = queryWith(this.query, values).toString();
    this.go(this.path + (query ? `?${query}` : ''), { replace: !push });
  }

  #read() {
    this.path = location.pathname;
    this.query = new URLSearchParams(location.search);
  }

  #takeClick(click: MouseEvent) {
    if (click.defaultPrevented || click.button !== 0) return;
    if (click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    const link = (click.target as Element | null)?.closest?.('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.hash && link.pathname === location.pathname) return; // a place on this page
    click.preventDefault();
    this.go(link.pathname + link.search);
  }
}

export const route = new Route();
