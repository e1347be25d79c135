import type { TRPCError } from '@trpc/server';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ZodError } from 'zod';
import { isAppError } from '@/shared/errors';

// Fetched when first asked for: imported outright, the bundler would put a copy of the whole server into every page.
const load = () => import('@/server/api/create-page-caller');

/** A place in a list that an address names and nobody gave out, or for another order of it, is a page that is not there: not a fault of ours. */
function onRefused({ cause }: TRPCError): void {
  const isPlace = isAppError(cause) ? cause.details.field === 'cursor' : cause instanceof ZodError && cause.issues.some(({ path }) => path[0] === 'cursor');
  if (isPlace) notFound();
}

/**
 * Calls procedures in this process, as the person whose request is being rendered: `const api = await caller(); await api.catalog.list({})`.
 * One per render, so the viewer is looked up once. Makes the page dynamic; what may be cached is read through `publicCaller`.
 */
export const caller = cache(async () => {
  const [{ createPageCaller }, asked] = await Promise.all([load(), headers()]);
  return createPageCaller({ headers: asked, onRefused });
});

/** Calls procedures as a visitor, without looking at the request: only for what everybody may see. */
export const publicCaller = cache(async () => (await load()).createPageCaller({ onRefused }));
