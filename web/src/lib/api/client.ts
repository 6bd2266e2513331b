// The server's API, typed by web/api/openapi.json: `await api.GET('/api/games')` in `dataOf` gives the answer or throws an
// ApiError. The bearer token is added here.
import createClient, { type Middleware } from 'openapi-fetch';

import type { components, paths } from './types.gen';
import { session } from './session.svelte';

export type Schemas = components['schemas'];

/** What the server, or this page, says is wrong: the shape of all errors of the API. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly action: string,
    readonly status = 0,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** Any thrown value as an ApiError, for ErrorState. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new ApiError('page/unexpected', `The page made a mistake: ${message}`, 'Reload the page.');
}

async function errorOf(response: Response): Promise<ApiError> {
  try {
    const { code, message, action } = (await response.json()) as Schemas['Error'];
    return new ApiError(code, message, action, response.status);
  } catch {
    return new ApiError('page/answer', `The server answered ${response.status}.`, 'Try again.', response.status);
  }
}

const guard: Middleware = {
  onRequest({ request }) {
    if (session.token) request.headers.set('Authorization', `Bearer ${session.token}`);
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return undefined;
    const error = await errorOf(response);
    if (response.status === 401) session.lock();
    throw error;
  },
  onError({ error }) {
    if (error instanceof ApiError || (error instanceof Error && error.name === 'AbortError')) return undefined;
    return new ApiError('page/unreachable', 'The server does not answer.', 'Is `per-ankh serve` still running?');
  },
};

// fetch is looked up with each request, so that tests can put another in its place.
export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  fetch: (r) => globalThis.fetch(r),
});
api.use(guard);

/** The data of an answer; what is no success has thrown already. */
export async function dataOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}

/** Uploads a file as the body: openapi-fetch would write it as JSON. */
export function fileBody(file: Blob) {
  return {
    body: file as unknown as string,
    bodySerializer: () => file,
    headers: { 'Content-Type': 'application/octet-stream' },
  };
}
