import { cacheOf } from '@/server/modules/api-keys/cache-of';
import type { Platform } from '@/server/platform/platform';
import { isOrigin } from '@/shared/contracts/platforms';
import { findOriginUse } from './origins.queries';

/**
 * Whether browsers on this site may call with a token of this platform; without `platformId`, of any platform: a browser asks before it says whose token it
 * has. Open to everybody. Remembers a yes for five seconds at most.
 */
export async function isAllowedOrigin(parts: Pick<Platform, 'db' | 'env' | 'onClose'>, { origin, platformId = null }: { origin: string; platformId?: string | null }): Promise<boolean> {
  if (origin.length > 200 || !isOrigin(origin)) return false;
  const load = () => findOriginUse(parts.db.readAsService('a browser asks whether it may call'), { origin, platformId });
  return (await cacheOf(parts).get(`${platformId ?? 'any'} ${origin}`, load)) !== undefined;
}
