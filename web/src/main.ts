import { mount } from 'svelte';

import './theme/tokens.css';
import './theme/base.css';
import { route } from './lib/route.svelte';
import { theme } from './theme/theme.svelte';
import App from './App.svelte';

theme.start();
route.start();
mount(App, { target: document.getElementById('page') as HTMLElement });
