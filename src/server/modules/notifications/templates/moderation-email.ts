import { renderEmail, type RenderedEmail } from './email-layout';

interface Told {
  /** Hidden; still hidden after the other look; shown again after it; not shown, though its owner was right. */
  outcome: 'hidden' | 'stays' | 'back' | 'granted';
  subjectType: 'review' | 'message' | 'product';
  title: string;
  reason: string;
  url: string;
}

const WORDS = {
  hidden: { subject: 'was taken down', says: 'If you think we are wrong, say so on this page. You can do that once, and somebody else looks at it.', action: 'Read the decision' },
  stays: { subject: 'stays down', says: 'Somebody else looked at it and came to the same. This is final.', action: 'Read the decision' },
  back: { subject: 'is back', says: 'Somebody else looked at it, and you were right. It is shown as before.', action: 'Read the decision' },
  granted: { subject: 'was judged anew', says: 'Somebody else looked at it, and you were right. It is not shown now for another reason: it was archived, something is missing, or another decision holds. Its own page says which.', action: 'Read the decision' },
} as const;

const NOUNS = { review: 'Your review', message: 'Your message', product: 'Your product' } as const;

/** Tells whose thing it is what was decided about it, and why. Cannot be switched off. */
export function toModerationEmail({ outcome, subjectType, title, reason, url }: Told): RenderedEmail {
  const { subject, says, action } = WORDS[outcome];
  const what = subjectType === 'product' ? `“${title}”` : NOUNS[subjectType];
  return renderEmail({
    subject: `${what} ${subject}`,
    heading: `${what} ${subject}`,
    paragraphs: [...(subjectType === 'product' ? [] : [title]), `The shop wrote: ${reason}`, says],
    action: { label: action, url },
    closing: 'You get this because it is yours. Nobody is told who reported it.',
  });
}
