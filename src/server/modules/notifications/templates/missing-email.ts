import { moneyText } from '@/shared/money-text';
import { renderEmail, type RenderedEmail } from './email-layout';
import { orderNumber } from './order-lines';

export interface MissingForEmail {
  why: 'sold_out' | 'held' | 'ended';
  number: number;
  titles: readonly string[];
  /** What goes back by itself. */
  amountMinor: number;
  /** What a credit of the buyer's paid beside it: a person gives it back. */
  creditMinor: number;
  currency: string;
  orderUrl: string;
}

function backOf({ amountMinor, creditMinor, currency }: MissingForEmail): string {
  const money = amountMinor > 0 && `${moneyText(amountMinor, currency)} is on its way back to the card or account you paid with.`;
  const credit = creditMinor > 0 && `${moneyText(creditMinor, currency)} of your credit paid for it; we will see to it.`;
  return [money, credit].filter(Boolean).join(' ') || 'It had cost nothing, so there is nothing to give back.';
}

/** Says that something was sold out or had ended by the time the money came, or was held already, and that the money goes back. */
export function toMissingEmail(missing: MissingForEmail): RenderedEmail {
  const { why, number, titles, orderUrl } = missing;
  const back = backOf(missing);
  if (why === 'held') {
    return renderEmail({
      subject: `You have this already (${orderNumber(number)})`,
      heading: 'You have this already',
      paragraphs: [`Order ${orderNumber(number)} was paid while another order for the same ran. You are subscribed once, and nothing more is billed for the second. ${back}`],
      rows: titles.map((title) => ({ label: title, detail: '', value: 'Not needed' })),
      action: { label: 'See the order', url: orderUrl },
      closing: 'Reply to this message if something is not as it should be.',
    });
  }
  if (why === 'ended') {
    return renderEmail({
      subject: `Paid after it had ended (${orderNumber(number)})`,
      heading: 'This had ended before it was paid',
      paragraphs: [`Your subscription had ended when the payment of order ${orderNumber(number)} came, so it pays for nothing. ${back} Nothing more is billed.`],
      rows: titles.map((title) => ({ label: title, detail: '', value: 'Ended' })),
      action: { label: 'See the order', url: orderUrl },
      closing: 'Reply to this message if something is not as it should be.',
    });
  }
  return renderEmail({
    subject: `Sold out before your payment arrived (${orderNumber(number)})`,
    heading: 'Something was sold out',
    paragraphs: [`Your payment of order ${orderNumber(number)} came after its time was over, and these had gone to somebody else meanwhile. ${back} Everything else of the order is yours.`],
    rows: titles.map((title) => ({ label: title, detail: '', value: 'Sold out' })),
    action: { label: 'See the order', url: orderUrl },
    closing: 'We are sorry. Reply to this message if you would like help finding another one.',
  });
}
