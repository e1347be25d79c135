import { renderEmail, type RenderedEmail } from './email-layout';
import { orderNumber, toOrderRows, type OrderForEmail } from './order-lines';

/** Says that the bank refused after all, and that nothing was taken. */
export function toPaymentFailedEmail(order: OrderForEmail & { productUrl: string }): RenderedEmail {
  return renderEmail({
    subject: `Your payment did not go through (${orderNumber(order.number)})`,
    heading: 'Your payment did not go through',
    paragraphs: [`The bank refused the payment of order ${orderNumber(order.number)}. Nothing was taken, and the order is closed.`],
    rows: toOrderRows(order),
    action: { label: 'Try again', url: order.productUrl },
    closing: 'Another card or payment method usually helps.',
  });
}
