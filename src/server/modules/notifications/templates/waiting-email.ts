import { renderEmail, type RenderedEmail } from './email-layout';

/** Tells the shop's admins that somebody waits for them: with a product to review, or an application to sell. */
export function toWaitingEmail({ what, name, seller, url }: { what: 'product' | 'application'; name: string; seller: string; url: string }): RenderedEmail {
  const [heading, says] = what === 'product' ? ['A product waits for review', `${seller} submitted “${name}”. It rests until one of you has looked at it.`] : ['Somebody asks to sell', `${name} would like to sell here.`];
  return renderEmail({ subject: `${heading}: ${name}`, heading, paragraphs: [says], action: { label: 'Look at it', url }, closing: 'You get this because you are an admin of the shop.' });
}
