import { momentMark } from '@/shared/moment-marks';
import { renderEmail, type RenderedEmail } from './email-layout';

/** Tells somebody that a drop of what they follow opens, and until when everybody who enters has the same chance. */
export function toDropStartingEmail({ productTitle, opensAt, closesAt, dropUrl }: { productTitle: string; opensAt: Date; closesAt: Date; dropUrl: string }): RenderedEmail {
  return renderEmail({
    subject: `The drop of ${productTitle} opens`,
    heading: `The drop of ${productTitle} opens`,
    paragraphs: [`You may enter from ${momentMark(opensAt)} until ${momentMark(closesAt)}. It is drawn after that: everybody who entered in time has the same chance, first or last.`],
    action: { label: 'See the drop', url: dropUrl },
    closing: 'You get this because you favourited it, asked to hear of it, or entered a drop of it before.',
  });
}
