// The tabs of a game, in the order of the strip. Each has its own address (/games/KEY/ID) and is loaded when it is opened.
import type { Component } from 'svelte';

import type { Schemas } from '../../lib/api';

/** What every tab gets. */
export interface TabProps extends Record<string, unknown> {
  game: Schemas['Game'];
  /** The save that is looked at. */
  save: Schemas['Save'];
}

export interface Tab {
  id: string;
  title: string;
  load: () => Promise<{ default: Component<TabProps> }>;
}

export const kTabs: readonly [Tab, ...Tab[]] = [
  { id: 'overview', title: 'Overview', load: () => import('./overview/OverviewTab.svelte') },
  { id: 'map', title: 'Map', load: () => import('./map/MapTab.svelte') },
];
