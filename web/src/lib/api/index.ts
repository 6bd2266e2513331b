export { api, ApiError, asApiError, dataOf, fileBody, type Schemas } from './client';
export { session } from './session.svelte';
