import { renderEmail, type RenderedEmail } from './email-layout';
import { orderNumber, toOrderRows, type OrderForEmail } from './order-lines';

/** Thanks for an order and says where the keys are. */
export function toReceiptEmail(order: OrderForEmail & { paidAt: Date; publicUrl: string }): RenderedEmail {
  const title = order.items[0]?.title ?? 'Your order';
  const what = order.items.length > 1 ? `${title} and ${order.items.length - 1} more` : title;
  return renderEmail({
    subject: `Your key to ${what} (${orderNumber(order.number)})`,
    heading: 'Your key is ready',
    paragraphs: [`Order ${orderNumber(order.number)}, ${order.paidAt.toISOString().slice(0, 10)}. Every version is yours to download, now and later.`],
    rows: toOrderRows(order, order.totalMinor === 0 ? 'Total' : 'Paid'),
    action: { label: 'Open your keys', url: `${order.publicUrl}/account/keys` },
    closing: 'This is your receipt. Reply to this message if something is not as it should be.',
  });
}
