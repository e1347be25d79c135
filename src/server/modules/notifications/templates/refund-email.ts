import { moneyText } from '@/shared/money-text';
import { renderEmail, type RenderedEmail } from './email-layout';
import { orderNumber, type OrderForEmail } from './order-lines';

/** Says what was given back. `refundedMinor` is the order's sum after this refund of `amountMinor`. */
export function toRefundEmail(order: OrderForEmail & { amountMinor: number; refundedMinor: number; publicUrl: string }): RenderedEmail {
  const amount = moneyText(order.amountMinor, order.currency);
  const isWhole = order.refundedMinor >= order.totalMinor;
  return renderEmail({
    subject: `${amount} refunded (${orderNumber(order.number)})`,
    heading: `${amount} is on its way back`,
    paragraphs: [
      `We refunded ${isWhole ? 'order' : 'part of order'} ${orderNumber(order.number)} to the card or account you paid with. Banks take up to ten days to show it.`,
      ...(isWhole ? ['The keys of this order no longer open downloads. Files you already have are not touched.'] : []),
    ],
    rows: [...order.items.map(({ title, sellerName }) => ({ label: title, detail: sellerName, value: '' })), { label: 'Refunded', value: amount }],
    action: { label: 'See the order', url: `${order.publicUrl}/account/orders` },
    closing: 'Reply to this message if you did not expect it.',
  });
}
