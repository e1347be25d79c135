import { renderEmail, type RenderedEmail } from './email-layout';

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Tells a person that the copy of their data is there. The link opens nothing for whoever is not signed in. */
export function toExportEmail({ privacyUrl, expiresAt }: { privacyUrl: string; expiresAt: Date }): RenderedEmail {
  return renderEmail({
    subject: 'The copy of your data is ready',
    heading: 'Your copy is ready',
    paragraphs: [`It holds everything we have about you, as JSON and as CSV. You find it under Privacy until ${DATE.format(expiresAt)}; sign in to fetch it.`],
    action: { label: 'Open Privacy', url: privacyUrl },
    closing: 'You get this because a copy was asked for in your account. If it was not you, end your sessions under Security.',
  });
}
