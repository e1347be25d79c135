import { renderEmail, type RenderedEmail } from './email-layout';

const WORDS = {
  published: { subject: 'is on sale', says: 'Later edits are live at once; nobody looks at them first.' },
  sent_back: { subject: 'came back from the review', says: 'It is a draft again. Change what the note asks for and submit it once more.' },
  delisted: { subject: 'was taken down', says: 'Nobody can buy it any more. Whoever bought it keeps it, and orders that are paid are still to be sent.' },
} as const;

/** Tells a seller's people what was decided about a product, with the reason if there is one. */
export function toProductEmail({ outcome, title, reason, url }: { outcome: keyof typeof WORDS; title: string; reason: string | null; url: string }): RenderedEmail {
  const { subject, says } = WORDS[outcome];
  return renderEmail({
    subject: `“${title}” ${subject}`,
    heading: `“${title}” ${subject}`,
    paragraphs: [...(reason === null ? [] : [`The shop wrote: ${reason}`]), says],
    action: { label: 'Open the product', url },
    closing: 'You get this because you are an owner or admin of the seller’s organization. Reply if something is not as it should be.',
  });
}
