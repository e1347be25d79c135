import { headers } from 'next/headers';
import { cache } from 'react';
import { createPageContext } from '@/server/api/context';
import { appRouter } from '@/server/api/root';
import { createCallerFactory } from '@/server/api/trpc';

const createCaller = createCallerFactory(appRouter);

/**
 * Calls procedures in this process, as the person whose request is being rendered: `const api = await caller(); await api.catalog.list({})`.
 * One per render, so the viewer is looked up once. Makes the page dynamic; what may be cached is read through `publicCaller`.
 */
export const caller = cache(async () => createCaller(createPageContext(await headers())));

/** Calls procedures as a visitor, without looking at the request: only for what everybody may see. */
export const publicCaller = cache(() => createCaller(createPageContext()));
