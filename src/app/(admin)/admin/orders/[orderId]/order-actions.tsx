import type { OrderFile } from '@/shared/contracts/admin-order-file';
import { formatMoney } from '@/ui/format';
import { RefundButton } from '../refund-button';

/** What an admin may do about an order as it stands. */
export function OrderActions({ order }: { order: OrderFile }) {
  const { id, number, status, totalMinor, refundedMinor, currency, buyerEmail, refundPending } = order;
  const left = totalMinor - refundedMinor;
  if ((status !== 'paid' && status !== 'partially_refunded') || left <= 0 || refundPending) return null;
  return <RefundButton order={{ id, number, left: formatMoney(left, currency), buyerEmail }} />;
}
