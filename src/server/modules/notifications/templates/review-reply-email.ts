import { renderEmail, type RenderedEmail } from './email-layout';

/** Tells the author of a review what the seller answered. */
export function toReviewReplyEmail(replied: { sellerName: string; productTitle: string; reply: string; reviewUrl: string }): RenderedEmail {
  const { sellerName, productTitle, reply, reviewUrl } = replied;
  return renderEmail({
    subject: `${sellerName} answered your review of ${productTitle}`,
    heading: `${sellerName} answered you`,
    paragraphs: [`About ${productTitle}.`, `“${reply.slice(0, 400)}${reply.length > 400 ? '…' : ''}”`],
    action: { label: 'Read it there', url: reviewUrl },
    closing: 'You can change or delete your review at any time, on the same page.',
  });
}
