import { toEmail } from '@/server/modules/identity/to-email';
import type { Call } from '@/server/modules/organizations/call';
import type { Database } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import type { UpdateStorefrontInput } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';
import { assertSellerMember } from './assert-seller-member';
import { lockSeller, updateSellerStorefront } from './lifecycle.queries';
import { recordSellerChange } from './record-seller-change';
import { relist } from './standing.queries';

/** Owners and admins change how their seller presents itself; its address and country stay. The listing shows a new name in the same transaction. Throws NOT_FOUND, FORBIDDEN, INVALID_INPUT, or CONFLICT for a closed seller. */
export async function updateStorefront(db: Database, call: Call<UpdateStorefrontInput>): Promise<void> {
  const { viewer, input } = call;
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller, atLeast: 'admin' });
  const { name, tagline, about, handlingDays } = input;
  const supportEmail = toEmail(input.supportEmail);
  await db.asService('sellers are written by the service alone', async (tx) => {
    const before = await lockSeller(tx, input.seller);
    if (!before || before.lifecycle === 'closed') throw new AppError('CONFLICT', 'A closed seller is not changed any more.', { reason: 'closed' });
    await updateSellerStorefront(tx, { sellerId, name, tagline, about, supportEmail, handlingDays });
    await recordSellerChange(tx, call, { action: 'seller.storefront', targetId: sellerId, before: { name: before.name }, after: { name, supportEmail, handlingDays } });
    if (before.name === name || before.lifecycle !== 'active') return;
    await relist(tx, sellerId);
    await enqueue(tx, { task: 'refresh-pages', payload: {}, key: 'refresh-pages' });
  });
}
