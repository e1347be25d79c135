import { notify } from '@/server/modules/notifications/notify';
import { toReturnEmail } from '@/server/modules/notifications/templates/return-email';
import { lockPaidOrder } from '@/server/modules/orders/lock-paid-order';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { AnswerReturnInput } from '@/shared/contracts/fulfilment';
import { AppError } from '@/shared/errors';
import { findReturn, moveReturn } from './returns.queries';

/** A seller accepts a return or declines it with a reason, and the buyer is told. Throws NOT_FOUND for other sellers' returns, CONFLICT when it was answered or withdrawn. */
export async function answerReturn({ db, env }: Pick<Platform, 'db' | 'env'>, { viewer, input }: { viewer: Viewer; input: AnswerReturnInput }): Promise<void> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  await db.asService('returns are written by the service alone', async (tx) => {
    const row = await findReturn(tx, input.returnId);
    if (row?.sellerId !== sellerId) throw new AppError('NOT_FOUND', 'There is no such return.');
    // The order before the return, as everywhere else.
    const order = await lockPaidOrder(tx, { orderId: row.orderId });
    const { returnId, decision, answer } = input;
    const at = clock.now();
    if (!(await moveReturn(tx, { returnId, from: ['requested'], to: decision, answer, at }))) throw new AppError('CONFLICT', 'This return was answered or withdrawn already.', { reason: row.status });
    const sellerName = order.items.find((item) => item.sellerId === sellerId)?.sellerName ?? '';
    const email = toReturnEmail({ number: order.number, sellerName, status: decision, said: answer, url: `${env.PUBLIC_URL}/account/orders/${order.id}` });
    await notify(tx, { to: { buyerUserId: order.buyerUserId, organizationId: order.organizationId }, type: 'return', title: email.subject, body: answer, href: `/account/orders/${order.id}`, dedupeKey: `return:${returnId}:${decision}`, email, at });
  });
}
