import { renderEmail, type RenderedEmail } from './email-layout';

const WORDS = {
  approved: { subject: 'was approved', heading: 'may sell', says: 'One step is left: tell Stripe who you are and where your money goes. You can prepare products meanwhile.', action: 'Go on' },
  declined: { subject: 'was not approved', heading: 'may not sell yet', says: 'You can change the application and send it again.', action: 'Open the application' },
  suspended: { subject: 'is suspended', heading: 'is suspended', says: 'Its products are off the listing. What buyers own stays theirs, and orders that are paid are still to be sent.', action: 'Open your seller pages' },
  reinstated: { subject: 'sells again', heading: 'sells again', says: 'Its products are back on the listing.', action: 'Open your seller pages' },
  closed: { subject: 'is closed', heading: 'is closed', says: 'Its products are off the listing for good. What buyers own stays theirs, and what you are owed is still paid.', action: 'Open your seller pages' },
} as const;

/** Tells a seller's people what was decided about it, with the reason if there is one. */
export function toSellerEmail(decision: { outcome: keyof typeof WORDS; sellerName: string; reason: string | null; url: string }): RenderedEmail {
  const { outcome, sellerName, reason, url } = decision;
  const { subject, heading, says, action } = WORDS[outcome];
  return renderEmail({
    subject: `${sellerName} ${subject}`,
    heading: `${sellerName} ${heading}`,
    paragraphs: [...(reason ? [`The reason: ${reason}`] : []), says],
    action: { label: action, url },
    closing: 'You get this because you are an owner or admin of its organization. Reply if something is not as it should be.',
  });
}
