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
  load: LoadTab;
}

// A tab that takes no properties asks gameView() (context.svelte.ts) for them.
type LoadTab = () => Promise<{ default: Component<TabProps> | Component<Record<string, never>> }>;

export const kTabs: readonly [Tab, ...Tab[]] = [
  { id: 'overview', title: 'Overview', load: () => import('./overview/OverviewTab.svelte') },
  { id: 'timeline', title: 'Timeline', load: () => import('./timeline/TimelineTab.svelte') },
  { id: 'yields', title: 'Yields', load: () => import('./yields/YieldsTab.svelte') },
  { id: 'military', title: 'Military', load: () => import('./military/MilitaryTab.svelte') },
  { id: 'laws', title: 'Laws', load: () => import('./laws/LawsTab.svelte') },
  { id: 'techs', title: 'Techs', load: () => import('./techs/TechsTab.svelte') },
  { id: 'characters', title: 'Characters', load: () => import('./characters/CharactersTab.svelte') },
  { id: 'families', title: 'Families', load: () => import('./families/FamiliesTab.svelte') },
  { id: 'religions', title: 'Religions', load: () => import('./religions/ReligionsTab.svelte') },
  { id: 'cities', title: 'Cities', load: () => import('./cities/CitiesTab.svelte') },
  { id: 'improvements', title: 'Improvements', load: () => import('./improvements/ImprovementsTab.svelte') },
  { id: 'events', title: 'Events', load: () => import('./events/EventsTab.svelte') },
  { id: 'map', title: 'Map', load: () => import('./map/MapTab.svelte') },
  { id: 'settings', title: 'Settings', load: () => import('./settings/SettingsTab.svelte') },
];
