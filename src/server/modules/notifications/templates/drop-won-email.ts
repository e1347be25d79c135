import { momentMark } from '@/shared/moment-marks';
import { renderEmail, type RenderedEmail } from './email-layout';

/** Tells a winner what they may order, and until when. */
export function toDropWonEmail(won: { productTitle: string; variantTitle: string; quantity: number; claimUntil: Date; productUrl: string; dropUrl: string }): RenderedEmail {
  const { productTitle, variantTitle, quantity, claimUntil, productUrl, dropUrl } = won;
  const what = `${productTitle}${variantTitle ? `, ${variantTitle}` : ''}`;
  return renderEmail({
    subject: `You may buy ${quantity} of ${productTitle}`,
    heading: 'Your entry was drawn',
    paragraphs: [`You may order ${quantity} × ${what} until ${momentMark(claimUntil)}. What is not ordered by then goes to the next in line.`],
    action: { label: 'Order now', url: productUrl },
    closing: `How it was drawn, and how to check it: ${dropUrl}`,
  });
}
