import type { ServiceTx } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { lockPlatform, type PlatformRow } from './platforms.queries';

/** Takes a platform for writing until the transaction ends. Throws CONFLICT when it was archived meanwhile. */
export async function holdPlatform(tx: ServiceTx, platformId: string): Promise<PlatformRow> {
  const platform = await lockPlatform(tx, platformId);
  if (!platform) throw new AppError('CONFLICT', 'This platform is archived and is not changed any more.', { reason: 'archived' });
  return platform;
}
