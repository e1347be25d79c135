import { createTRPCClient, httpBatchLink } from '@trpc/client';
import superjson from 'superjson';
import type { AppRouter } from '@/server/api/root';

/** Calls procedures from the browser without hooks: for the few questions of a page that needs no cache. */
export const api = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/api/trpc', transformer: superjson, maxItems: 20, maxURLLength: 8_000 })] });
