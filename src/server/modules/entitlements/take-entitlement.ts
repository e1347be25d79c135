import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { takeDownload } from './entitlements.queries';

/**
 * Takes one download from the first of these keys that still has one, in the caller's transaction, and returns its id.
 * The keys are asked again here, in the statement that counts, so a revocation in between is felt. Throws FORBIDDEN when none is left.
 */
export async function takeEntitlement(tx: ServiceTx, { entitlementIds, userId }: { entitlementIds: readonly string[]; userId: string }): Promise<string> {
  for (const entitlementId of entitlementIds) {
    if (await takeDownload(tx, { entitlementId, userId, now: clock.now() })) return entitlementId;
  }
  throw new AppError('FORBIDDEN', 'All downloads of this licence are used.', { reason: 'download_limit' });
}
