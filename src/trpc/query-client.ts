import { defaultShouldDehydrateQuery, QueryClient } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import superjson from 'superjson';

const FRESH_MS = 30_000;

/** A cache of answers, one per browser tab or per render on the server. Answers that would be the same again are not asked for again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: (failures, error) => failures < 2 && mayRecover(error) },
      dehydrate: { serializeData: superjson.serialize, shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === 'pending' },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}

/** Whether asking again may help: the network, or a server that said 5xx. */
function mayRecover(error: unknown): boolean {
  if (!(error instanceof TRPCClientError)) return true;
  const data: unknown = error.data;
  const status: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'httpStatus') : undefined;
  return typeof status !== 'number' || status >= 500;
}
