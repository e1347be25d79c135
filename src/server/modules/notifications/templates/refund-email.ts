import { moneyText } from '@/shared/money-text';
import { renderEmail, type RenderedEmail } from './email-layout';
import { orderNumber, type OrderForEmail } from './order-lines';

type RefundedOrder = Omit<OrderForEmail, 'items'> & {
  items: (OrderForEmail['items'][number] & { totalMinor: number; refundedMinor: number })[];
  /** The order's sum after this refund of `amountMinor`. */
  refundedMinor: number;
  amountMinor: number;
  publicUrl: string;
};

/** Keys that end: of what is given back in full, and with the whole order also those that had cost nothing. */
function endedKeys({ items, refundedMinor, totalMinor }: RefundedOrder): string[] {
  const isWhole = refundedMinor >= totalMinor;
  const ended = items.filter((item) => item.kind === 'download' && (isWhole || (item.totalMinor > 0 && item.refundedMinor >= item.totalMinor)));
  return ended.map(({ title }) => title);
}

/** Says what was given back, and which keys end with it. */
export function toRefundEmail(order: RefundedOrder): RenderedEmail {
  const amount = moneyText(order.amountMinor, order.currency);
  const isWhole = order.refundedMinor >= order.totalMinor;
  const keys = endedKeys(order);
  return renderEmail({
    subject: `${amount} refunded (${orderNumber(order.number)})`,
    heading: `${amount} is on its way back`,
    paragraphs: [
      `We refunded ${isWhole ? 'order' : 'part of order'} ${orderNumber(order.number)} to the card or account you paid with. Banks take up to ten days to show it.`,
      ...(keys.length > 0 ? [`Your ${keys.length === 1 ? 'key' : 'keys'} to ${keys.join(', ')} no longer ${keys.length === 1 ? 'opens' : 'open'} downloads. Files you already have are not touched.`] : []),
    ],
    rows: [...order.items.map(({ title, variantTitle, sellerName }) => ({ label: title, detail: [variantTitle, sellerName].filter(Boolean).join(', '), value: '' })), { label: 'Refunded', value: amount }],
    action: { label: 'See the order', url: `${order.publicUrl}/account/orders/${order.id}` },
    closing: 'Reply to this message if you did not expect it.',
  });
}
