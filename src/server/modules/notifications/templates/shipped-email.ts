import { renderEmail, type RenderedEmail } from './email-layout';
import { orderNumber } from './order-lines';

export interface ShippedForEmail {
  number: number;
  sellerName: string;
  carrier: string;
  trackingNumber: string;
  trackingUrl: string | null;
  items: readonly { title: string; variantTitle: string; quantity: number }[];
  orderUrl: string;
}

/** Says what is on its way and how to follow it. */
export function toShippedEmail({ number, sellerName, carrier, trackingNumber, trackingUrl, items, orderUrl }: ShippedForEmail): RenderedEmail {
  const tracking = trackingNumber ? ` Its number there is ${trackingNumber}.` : '';
  return renderEmail({
    subject: `${sellerName} has sent a parcel (${orderNumber(number)})`,
    heading: 'Your parcel is on its way',
    paragraphs: [`${sellerName} handed it to ${carrier}.${tracking}`],
    rows: items.map(({ title, variantTitle, quantity }) => ({ label: title, detail: variantTitle, value: `${quantity}` })),
    action: trackingUrl ? { label: 'Follow the parcel', url: trackingUrl } : { label: 'See the order', url: orderUrl },
    closing: `Order ${orderNumber(number)}. Reply to this message if something is not as it should be.`,
  });
}
