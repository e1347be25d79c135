import createFetchClient, { type Client, type ClientOptions } from 'openapi-fetch';
import type { paths } from './api-types';

export interface ClientSettings extends Omit<ClientOptions, 'baseUrl' | 'headers'> {
  /** Where the shop is, such as `https://shop.example.com`. */
  url: string;
  /** A platform's key, a signed token or a personal token; none for the public catalogue. */
  token?: string;
}

/**
 * The machine API with every address, input and answer typed: `await client.POST('/usage', { body: { customer: 'user_1842' } })` resolves to
 * `{ data }` or, for an answer that is no success, `{ error }`; `response` has status and headers. Rejects only when nothing was answered.
 */
export function createClient({ url, token, ...options }: ClientSettings): Client<paths, 'application/json'> {
  return createFetchClient<paths, 'application/json'>({ ...options, baseUrl: new URL('/api/v1', url).href, ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }) });
}
