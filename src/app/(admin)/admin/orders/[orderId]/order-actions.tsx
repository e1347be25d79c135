import { RefundDialog } from '@/app/refund-dialog';
import { allLeft } from '@/app/refund-sum';
import type { OrderFile } from '@/shared/contracts/admin-order-file';
import { LinkButton } from '@/ui/button';

/** What an admin may do about an order as it stands. */
export function OrderActions({ order }: { order: OrderFile }) {
  const { id, number, status, currency, items, disputes, refundPending } = order;
  const canRefund = (status === 'paid' || status === 'partially_refunded') && allLeft(items) > 0 && !refundPending;
  return (
    <>
      {canRefund && <RefundDialog order={{ id, number, currency, items }} />}
      {disputes.map((dispute) => <LinkButton key={dispute.id} href={`/admin/disputes/${dispute.id}`}>{dispute.closedAt === null ? 'Answer the dispute' : 'See the dispute'}</LinkButton>)}
    </>
  );
}
