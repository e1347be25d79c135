import { headers } from 'next/headers';
import { cache } from 'react';

// Fetched when first asked for: imported outright, the bundler would put a copy of the whole server into every page.
const load = () => import('@/server/api/create-page-caller');

/**
 * Calls procedures in this process, as the person whose request is being rendered: `const api = await caller(); await api.catalog.list({})`.
 * One per render, so the viewer is looked up once. Makes the page dynamic; what may be cached is read through `publicCaller`.
 */
export const caller = cache(async () => {
  const [{ createPageCaller }, asked] = await Promise.all([load(), headers()]);
  return createPageCaller(asked);
});

/** Calls procedures as a visitor, without looking at the request: only for what everybody may see. */
export const publicCaller = cache(async () => (await load()).createPageCaller());
