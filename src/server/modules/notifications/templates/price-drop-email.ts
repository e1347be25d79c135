import { moneyText } from '@/shared/money-text';
import { renderEmail, type RenderedEmail } from './email-layout';

/** Tells somebody that something they favourited costs less. */
export function toPriceDropEmail(drop: { title: string; priceMinor: number; currency: string; productUrl: string }): RenderedEmail {
  const { title, priceMinor, currency, productUrl } = drop;
  const price = priceMinor === 0 ? 'free' : moneyText(priceMinor, currency);
  return renderEmail({
    subject: priceMinor === 0 ? `${title} is free now` : `${title} costs ${price} now`,
    heading: `${title} is ${price}`,
    paragraphs: ['One of your favourites costs less than when you last heard of it.'],
    action: { label: 'See it', url: productUrl },
    closing: 'You get this because it is among your favourites and you do not own it yet.',
  });
}
