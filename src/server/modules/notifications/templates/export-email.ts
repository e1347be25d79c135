import { dayMark } from '@/shared/moment-marks';
import { renderEmail, type RenderedEmail } from './email-layout';

/** Tells a person that the copy of their data is there. The link opens nothing for whoever is not signed in. */
export function toExportEmail({ privacyUrl, expiresAt }: { privacyUrl: string; expiresAt: Date }): RenderedEmail {
  return renderEmail({
    subject: 'The copy of your data is ready',
    heading: 'Your copy is ready',
    paragraphs: [`It holds everything we have about you, as JSON and as CSV. You find it under Privacy until ${dayMark(expiresAt)}; sign in to fetch it.`],
    action: { label: 'Open Privacy', url: privacyUrl },
    closing: 'You get this because a copy was asked for in your account. If it was not you, end your sessions under Security.',
  });
}
