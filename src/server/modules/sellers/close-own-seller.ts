import type { Call } from '@/server/modules/organizations/call';
import type { Platform } from '@/server/platform/platform';
import type { SellerInput } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';
import { assertSellerMember } from './assert-seller-member';
import { findOpenDuties, type Duty } from './lifecycle.queries';
import { moveSeller } from './move-seller';

const WORDS: Record<Duty, string> = {
  payments: 'orders on their way to be paid',
  parcels: 'parcels to send',
  returns: 'returns to answer',
  refunds: 'refunds under way',
  disputes: 'disputes open',
  debt: 'a balance below zero',
};

/**
 * Owners close their seller for good, once nothing is open between it and its buyers or the shop. What buyers own stays theirs and what the seller
 * is owed is still paid. Throws NOT_FOUND, FORBIDDEN, or CONFLICT with what is open.
 */
export async function closeOwnSeller({ db, env }: Pick<Platform, 'db' | 'env'>, call: Call<SellerInput>): Promise<void> {
  const { sellerId } = await assertSellerMember(db, { viewer: call.viewer, sellerSlug: call.input.seller, atLeast: 'owner' });
  await db.asService('sellers are written by the service alone', async (tx) => {
    // Moved first, which locks the seller; what is open takes it back.
    await moveSeller(tx, call, { from: ['approved', 'active', 'suspended'], to: 'closed', action: 'seller.close', mail: 'closed', reason: 'Closed by its owner.', publicUrl: env.PUBLIC_URL });
    const duties = await findOpenDuties(tx, sellerId);
    if (duties.length > 0) throw new AppError('CONFLICT', `Not yet: there are ${duties.map((duty) => WORDS[duty]).join(', ')}.`, { reason: duties[0] ?? 'open' });
  });
}
