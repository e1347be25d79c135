import { renderEmail, type RenderedEmail } from './email-layout';

/** Tells a seller what a buyer said of one of their products. */
export function toReviewEmail(review: { productTitle: string; authorName: string; rating: number; title: string; body: string; reviewsUrl: string }): RenderedEmail {
  const { productTitle, authorName, rating, title, body, reviewsUrl } = review;
  const stars = rating === 1 ? '1 star' : `${rating} stars`;
  return renderEmail({
    subject: `${stars} for ${productTitle}`,
    heading: `${authorName} gave ${productTitle} ${stars}`,
    paragraphs: [...(title ? [title] : []), ...(body ? [`“${body}${body.length === 400 ? '…' : ''}”`] : ['They wrote nothing beside the stars.'])],
    action: { label: 'Read and answer', url: reviewsUrl },
    closing: 'You may answer once, and change your answer. Everybody who reads the review reads it.',
  });
}
