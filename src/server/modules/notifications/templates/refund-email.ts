import { moneyText } from '@/shared/money-text';
import { renderEmail, type RenderedEmail } from './email-layout';
import { orderNumber, type OrderForEmail } from './order-lines';

type RefundedOrder = Omit<OrderForEmail, 'items'> & {
  items: (OrderForEmail['items'][number] & { totalMinor: number; refundedMinor: number })[];
  /** The order's sum after this refund of `amountMinor`. */
  refundedMinor: number;
  amountMinor: number;
  /** It became a credit at Stripe that later invoices use up. */
  asCredit?: boolean;
  publicUrl: string;
};

/** Keys that end: of what is given back in full, and with the whole order also those that had cost nothing. */
function endedKeys({ items, refundedMinor, totalMinor }: RefundedOrder): string[] {
  const isWhole = refundedMinor >= totalMinor;
  const ended = items.filter((item) => item.kind === 'download' && (isWhole || (item.totalMinor > 0 && item.refundedMinor >= item.totalMinor)));
  return ended.map(({ title }) => title);
}

/** Unused time of a plan that was given back as credit. */
function toCreditEmail(order: RefundedOrder, amount: string): RenderedEmail {
  const number = orderNumber(order.number);
  return renderEmail({
    subject: `${amount} credited (${number})`,
    heading: `${amount} is yours to use`,
    paragraphs: [`What you paid with order ${number} covers more than your plan costs now. We keep ${amount} as your credit, and your next invoices use it up before your card is charged.`],
    rows: [...order.items.map(({ title, variantTitle, sellerName }) => ({ label: title, detail: [variantTitle, sellerName].filter(Boolean).join(', '), value: '' })), { label: 'Credited', value: amount }],
    action: { label: 'See the order', url: `${order.publicUrl}/account/orders/${order.id}` },
    closing: 'Reply to this message if you did not expect it.',
  });
}

/** Says what was given back, and which keys end with it. */
export function toRefundEmail(order: RefundedOrder): RenderedEmail {
  const amount = moneyText(order.amountMinor, order.currency);
  if (order.asCredit) return toCreditEmail(order, amount);
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
