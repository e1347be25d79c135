import { renderEmail, type RenderedEmail } from './email-layout';

/** The last message to somebody who asked to be forgotten. Names nobody. */
export function toErasureEmail(): RenderedEmail {
  return renderEmail({
    subject: 'Your account is closed and will be erased',
    heading: 'Goodbye',
    paragraphs: ['You asked us to erase your account. It is closed now, and within a few minutes what we hold about you is gone.', 'Invoices stay with the sellers who issued them, because tax law asks for it. Orders stay as sums without a name.'],
    closing: 'If it was not you who asked, write to us at once. This is the last message to this address.',
  });
}
