import { renderEmail, type RenderedEmail } from './email-layout';

const WHY = {
  failing: 'It gave no good answer for five days, so nothing more is sent to it.',
  gone: 'It answered 410 Gone, which means that it wants no more.',
} as const;

/** Tells a platform's developer that an endpoint gets no more webhooks. */
export function toWebhookDisabledEmail({ platformName, endpointUrl, reason, pageUrl }: { platformName: string; endpointUrl: string; reason: keyof typeof WHY; pageUrl: string }): RenderedEmail {
  return renderEmail({
    subject: `Webhooks of ${platformName} are stopped`,
    heading: 'An endpoint was disabled',
    paragraphs: [`Webhooks of ${platformName} to ${endpointUrl} are stopped. ${WHY[reason]}`, 'Once it answers again, enable it, and have what it missed sent anew: all of it is kept for ninety days.'],
    action: { label: 'See the log', url: pageUrl },
    closing: 'You get this because you are an owner or admin of the platform’s organization.',
  });
}
