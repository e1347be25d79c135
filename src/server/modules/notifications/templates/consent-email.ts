import { renderEmail, type RenderedEmail } from './email-layout';

/** Asks a seller whether its products may be in a bundle of the shop's. */
export function toConsentEmail({ title, url }: { title: string; url: string }): RenderedEmail {
  return renderEmail({
    subject: `May your products be in “${title}”?`,
    heading: 'A bundle with your products',
    paragraphs: [`The shop would like to sell “${title}”, a bundle that holds products of yours beside those of other sellers. You see what it holds, what it costs and what your share of it is.`, 'It is sold once every seller has agreed. You can change your answer later; what was bought by then stays bought.'],
    action: { label: 'See the bundle', url },
    closing: 'You get this because you are an owner or admin of its organization.',
  });
}
