import type { ServiceTx, Viewer } from '@/server/platform/db';
import { AppError } from '@/shared/errors';
import { findRole, type OrderRecord } from './order-rows.queries';

/**
 * Who may call off and send back what an order bought: who ordered for themselves; of an organization's order whoever buys for it now, its
 * owners and admins, and not who placed it and has left. Throws NOT_FOUND to those whose order it is not, FORBIDDEN to other members.
 */
export async function assertBuys(tx: ServiceTx, { order, viewer }: { order: Pick<OrderRecord, 'buyerUserId' | 'organizationId'>; viewer: Viewer }): Promise<void> {
  const { buyerUserId, organizationId } = order;
  const role = organizationId === null ? undefined : await findRole(tx, { organizationId, userId: viewer.userId });
  const isTheirs = organizationId === null ? buyerUserId === viewer.userId : role !== undefined;
  if (!isTheirs) throw new AppError('NOT_FOUND', 'There is no such order.');
  if (role === 'member') throw new AppError('FORBIDDEN', 'Only owners and admins of an organization do this with its orders.');
}
