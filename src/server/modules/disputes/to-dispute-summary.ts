import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import type { DisputeSummary } from '@/shared/contracts/disputes';
import type { DisputeRow } from './disputes.queries';

/** A row as admins see it. Pure. */
export function toDisputeSummary(row: DisputeRow, now: Date): DisputeSummary {
  const { id, orderId, number, buyerName, status, reason, amountMinor, currency, evidenceDueAt, submittedAt, openedAt, closedAt } = row;
  return {
    id,
    orderId,
    orderNumber: orderNumber(number),
    buyerName,
    status,
    reason,
    amountMinor,
    currency,
    evidenceDueAt: evidenceDueAt?.toISOString() ?? null,
    isOverdue: closedAt === null && submittedAt === null && evidenceDueAt !== null && evidenceDueAt < now,
    submittedAt: submittedAt?.toISOString() ?? null,
    openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
  };
}
