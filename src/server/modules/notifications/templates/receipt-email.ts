import { renderEmail, type RenderedEmail } from './email-layout';
import { orderNumber, toOrderRows, type OrderForEmail } from './order-lines';

/** Thanks for an order and says where its keys are, and what is sent by post. */
export function toReceiptEmail(order: OrderForEmail & { paidAt: Date; publicUrl: string }): RenderedEmail {
  const title = order.items[0]?.title ?? 'Your order';
  const what = order.items.length > 1 ? `${title} and ${order.items.length - 1} more` : title;
  const hasKeys = order.items.some(({ kind }) => kind !== 'physical');
  const hasParcels = order.items.some(({ kind }) => kind === 'physical');
  const said = [hasKeys && 'Every version is yours to download, now and later.', hasParcels && 'We write again when a parcel is on its way.'].filter(Boolean).join(' ');
  return renderEmail({
    subject: hasKeys ? `Your key to ${what} (${orderNumber(order.number)})` : `Your order of ${what} (${orderNumber(order.number)})`,
    heading: hasKeys ? 'Your key is ready' : 'Your order is paid',
    paragraphs: [`Order ${orderNumber(order.number)}, ${order.paidAt.toISOString().slice(0, 10)}. ${said}`],
    rows: toOrderRows(order, order.totalMinor === 0 ? 'Total' : 'Paid'),
    action: hasKeys ? { label: 'Open your keys', url: `${order.publicUrl}/account/keys` } : { label: 'See the order', url: `${order.publicUrl}/account/orders/${order.id}` },
    closing: 'This is your receipt. Reply to this message if something is not as it should be.',
  });
}
