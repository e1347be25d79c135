import { assertBuys } from '@/server/modules/orders/assert-buys';
import { lockPaidOrder } from '@/server/modules/orders/lock-paid-order';
import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { ReturnIdInput } from '@/shared/contracts/fulfilment';
import { AppError } from '@/shared/errors';
import { findReturn, moveReturn } from './returns.queries';

/** The buyer keeps it after all. Of an organization's order its owners and admins say so. Throws NOT_FOUND for other people's returns, FORBIDDEN to other members, CONFLICT once it has arrived or was declined. */
export async function withdrawReturn({ db }: Pick<Platform, 'db'>, { viewer, input }: { viewer: Viewer; input: ReturnIdInput }): Promise<void> {
  await db.asService('returns are written by the service alone', async (tx) => {
    const row = await findReturn(tx, input.returnId);
    if (!row) throw new AppError('NOT_FOUND', 'There is no such return.');
    // The order before the return, as everywhere else.
    await assertBuys(tx, { order: await lockPaidOrder(tx, { orderId: row.orderId }), viewer });
    if (row.status === 'withdrawn') return;
    if (!(await moveReturn(tx, { returnId: row.id, from: ['requested', 'approved'], to: 'withdrawn', at: clock.now() }))) throw new AppError('CONFLICT', 'This return is closed already.', { reason: row.status });
  });
}
