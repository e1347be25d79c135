import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import superjson from 'superjson';
import type { AppRouter } from '@/server/api/root';

/** Listens to the shop from the browser. Fetched when a page has come to rest: it is needed by the signed-in alone. */
export const liveApi = createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: '/api/trpc', transformer: superjson })] });
