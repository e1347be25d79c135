import { notify } from '@/server/modules/notifications/notify';
import { toSellerEmail } from '@/server/modules/notifications/templates/seller-email';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import type { SellerInput, SellerLifecycle } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';
import { lockSeller, updateLifecycle, type SellerRow } from './lifecycle.queries';
import { recordSellerChange } from './record-seller-change';

export interface Move {
  /** From where it may be made. */
  from: readonly SellerLifecycle[];
  to: SellerLifecycle;
  /** As in the audit log, such as `seller.approve`. */
  action: string;
  /** What its people are told. */
  mail: Parameters<typeof toSellerEmail>[0]['outcome'];
  reason: string | null;
  publicUrl: string;
}

/**
 * Moves a seller from one place of its life to the next, with a line in the audit log and a mail to its owners and admins. What it sells leaves
 * the listing or comes back to it in the same transaction; what buyers own is not touched; what they subscribe to ends with its
 * period where it closes. Throws NOT_FOUND, or CONFLICT when the seller stands
 * elsewhere, the second time too. The caller says who may.
 */
export async function moveSeller(tx: ServiceTx, call: Call<SellerInput>, move: Move): Promise<SellerRow> {
  const seller = await lockSeller(tx, call.input.seller);
  if (!seller) throw new AppError('NOT_FOUND', 'There is no such seller.');
  if (!move.from.includes(seller.lifecycle)) throw new AppError('CONFLICT', `This seller is ${seller.lifecycle}.`, { reason: seller.lifecycle });
  const at = clock.now();
  await updateLifecycle(tx, { sellerId: seller.sellerId, lifecycle: move.to, reason: move.reason, at });
  await recordSellerChange(tx, call, { action: move.action, targetId: seller.sellerId, before: { lifecycle: seller.lifecycle }, after: { lifecycle: move.to, ...(move.reason !== null && { reason: move.reason }) } });
  // The listing is prepared ahead; it is read anew when something left it or came back.
  if (seller.lifecycle === 'active' || move.to === 'active') await enqueue(tx, { task: 'refresh-pages', payload: {}, key: 'refresh-pages' });
  if (move.to === 'closed') await enqueue(tx, { task: 'cancel-closed', payload: { sellerId: seller.sellerId }, key: `cancel-closed:${seller.sellerId}` });
  const message = toSellerEmail({ outcome: move.mail, sellerName: seller.name, reason: move.reason, url: `${move.publicUrl}/seller/${seller.slug}` });
  await notify(tx, { to: { organizationId: seller.organizationId }, type: 'selling', title: message.subject, href: `/seller/${seller.slug}`, dedupeKey: `seller:${seller.sellerId}:${move.mail}:${at.getTime()}`, email: { ...message, kind: 'seller' }, at });
  return seller;
}
