import { renderEmail, type RenderedEmail } from './email-layout';
import { orderNumber } from './order-lines';

const SHOWN = 20;

/** Tells a seller of several orders at once that wait for their parcels. */
export function toOrdersToShipEmail({ numbers, ordersUrl }: { numbers: readonly number[]; ordersUrl: string }): RenderedEmail {
  const shown = numbers.slice(0, SHOWN).map(orderNumber).join(', ');
  return renderEmail({
    subject: `${numbers.length} orders to ship`,
    heading: `${numbers.length} orders wait for their parcels`,
    paragraphs: [`${shown}${numbers.length > SHOWN ? ` and ${numbers.length - SHOWN} more` : ''}. Mark each as sent on its page, and its buyer is told.`],
    action: { label: 'See the orders', url: ordersUrl },
    closing: 'You get this because you are an owner or admin of the seller’s organization.',
  });
}
