import { dayMark } from '@/shared/moment-marks';
import { moneyText } from '@/shared/money-text';
import { renderEmail, type RenderedEmail } from './email-layout';
import { orderNumber, toOrderRows, type OrderForEmail } from './order-lines';

type Receipt = OrderForEmail & { paidAt: Date; publicUrl: string };

/** What paid for it, without anybody being asked. */
function payerOf({ totalMinor, creditMinor = 0 }: Receipt): string {
  if (creditMinor === 0) return 'the card you keep with us';
  return totalMinor === 0 ? 'your credit' : 'your credit and the card you keep with us';
}

/** What the sum at the foot is: where a credit paid all of it, what is left to pay. */
function sumLabel({ totalMinor, creditMinor = 0 }: Receipt): string {
  if (totalMinor > 0) return 'Paid';
  return creditMinor > 0 ? 'Due' : 'Total';
}

/** Where a credit paid of it, how much. */
function creditSentence({ totalMinor, creditMinor = 0, currency }: Receipt): string {
  if (creditMinor === 0) return '';
  const money = moneyText(creditMinor, currency);
  return totalMinor === 0 ? `It was paid with ${money} of your credit.` : `${money} of it was paid with your credit.`;
}

/** Says that a further period is paid, or a change of plan. */
function toRenewalEmail(order: Receipt, title: string): RenderedEmail {
  return renderEmail({
    subject: `${title} renewed (${orderNumber(order.number)})`,
    heading: 'Your subscription goes on',
    paragraphs: [`Order ${orderNumber(order.number)}, ${dayMark(order.paidAt)}. It was paid with ${payerOf(order)}, and nothing is left to do.`],
    rows: toOrderRows(order, sumLabel(order)),
    action: { label: 'See your subscriptions', url: `${order.publicUrl}/account/billing` },
    closing: 'This is your receipt. Reply to this message if something is not as it should be.',
  });
}

/** Thanks for an order and says where its keys are, what is sent by post, and what is paid again. */
export function toReceiptEmail(order: Receipt): RenderedEmail {
  const title = order.items[0]?.title ?? 'Your order';
  if (order.subscriptionId) return toRenewalEmail(order, title);
  const what = order.items.length > 1 ? `${title} and ${order.items.length - 1} more` : title;
  const hasKeys = order.items.some(({ kind }) => kind === 'download');
  const hasSubscription = order.items.some(({ interval }) => interval);
  const hasParcels = order.items.some(({ kind }) => kind === 'physical');
  const said = [creditSentence(order), hasKeys && 'Every version is yours to download, now and later.', hasSubscription && 'Your subscription runs until you cancel it.', hasParcels && 'We write again when a parcel is on its way.'].filter(Boolean).join(' ');
  return renderEmail({
    subject: hasKeys ? `Your key to ${what} (${orderNumber(order.number)})` : `Your order of ${what} (${orderNumber(order.number)})`,
    heading: hasKeys ? 'Your key is ready' : 'Your order is paid',
    paragraphs: [`Order ${orderNumber(order.number)}, ${dayMark(order.paidAt)}. ${said}`],
    rows: toOrderRows(order, sumLabel(order)),
    action: hasSubscription && !hasKeys ? { label: 'See your subscriptions', url: `${order.publicUrl}/account/billing` } : hasKeys ? { label: 'Open your keys', url: `${order.publicUrl}/account/keys` } : { label: 'See the order', url: `${order.publicUrl}/account/orders/${order.id}` },
    closing: 'This is your receipt. Reply to this message if something is not as it should be.',
  });
}
