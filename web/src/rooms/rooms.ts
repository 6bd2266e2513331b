// The rooms of the page, by the first part of the address. Each is loaded when it is first entered.
import type { Component } from 'svelte';

export interface Room {
  /** First part of the address; '' is /. */
  id: string;
  title: string;
  /** In the header. */
  listed: boolean;
  load: () => Promise<{ default: Component }>;
}

export const kRooms: readonly Room[] = [
  { id: '', title: 'Home', listed: false, load: () => import('./home/HomePage.svelte') },
  { id: 'library', title: 'Library', listed: true, load: () => import('./library/LibraryPage.svelte') },
  { id: 'import', title: 'Import', listed: true, load: () => import('./import/ImportPage.svelte') },
  { id: 'games', title: 'Game', listed: false, load: () => import('./game/GamePage.svelte') },
];
