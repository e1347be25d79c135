import { mintInternalToken } from '@/server/platform/internal-token';
import type { Platform } from '@/server/platform/platform';

const TIMEOUT_MS = 10_000;

/** Has the shop prepare its catalogue pages anew. Where several shops stand behind one address, those not reached follow within a minute by themselves. */
export async function refreshPages({ env }: Pick<Platform, 'env'>): Promise<void> {
  const response = await fetch(new URL('/api/internal/refresh', env.PUBLIC_URL), {
    method: 'POST',
    headers: { authorization: `Bearer ${mintInternalToken('refresh-pages', env.NEXTAUTH_SECRET)}` },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`the shop answered ${response.status} when asked to refresh its pages`);
}
