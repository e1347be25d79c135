import { moneyText } from '@/shared/money-text';
import { renderEmail, type RenderedEmail } from './email-layout';
import { orderNumber } from './order-lines';

export interface MissingForEmail {
  number: number;
  titles: readonly string[];
  amountMinor: number;
  currency: string;
  orderUrl: string;
}

/** Says that something was sold out by the time the money came, and that it goes back. */
export function toMissingEmail({ number, titles, amountMinor, currency, orderUrl }: MissingForEmail): RenderedEmail {
  const back = amountMinor > 0 ? `${moneyText(amountMinor, currency)} is on its way back to the card or account you paid with.` : 'It had cost nothing, so there is nothing to give back.';
  return renderEmail({
    subject: `Sold out before your payment arrived (${orderNumber(number)})`,
    heading: 'Something was sold out',
    paragraphs: [`Your payment of order ${orderNumber(number)} came after its time was over, and these had gone to somebody else meanwhile. ${back} Everything else of the order is yours.`],
    rows: titles.map((title) => ({ label: title, detail: '', value: 'Sold out' })),
    action: { label: 'See the order', url: orderUrl },
    closing: 'We are sorry. Reply to this message if you would like help finding another one.',
  });
}
