import { renderEmail, type RenderedEmail } from './email-layout';
import { orderNumber } from './order-lines';

/** Tells a seller what somebody bought and waits for. */
export function toOrderToShipEmail({ number, items, orderUrl }: { number: number; items: readonly { title: string; variantTitle: string; quantity: number }[]; orderUrl: string }): RenderedEmail {
  const [first] = items;
  const what = first ? `${first.quantity} × ${first.title}${items.length > 1 ? ` and ${items.length - 1} more` : ''}` : 'An order';
  return renderEmail({
    subject: `${what} to ship (${orderNumber(number)})`,
    heading: 'An order waits for its parcel',
    paragraphs: [`Order ${orderNumber(number)} is paid. Its address is on the order’s page; mark it as sent there, and the buyer is told.`],
    rows: items.map(({ title, variantTitle, quantity }) => ({ label: title, detail: variantTitle, value: `${quantity}` })),
    action: { label: 'Ship it', url: orderUrl },
    closing: 'You get this because you are an owner or admin of the seller’s organization.',
  });
}
