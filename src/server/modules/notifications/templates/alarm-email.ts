import { renderEmail, type RenderedEmail } from './email-layout';

export interface Alarm {
  /** What is wrong, as a headline. */
  heading: string;
  /** What it means, and what was not done about it. */
  paragraph: string;
  /** Which things, the first few. */
  findings: { label: string; value: string }[];
  /** The page that shows all of it. */
  url: string;
}

/** Tells admins that a check found something a person has to look at. Pure. */
export function toAlarmEmail({ heading, paragraph, findings, url }: Alarm): RenderedEmail {
  return renderEmail({
    subject: heading,
    heading,
    paragraphs: [paragraph],
    rows: findings.slice(0, 20),
    action: { label: 'Look at it', url },
    closing: 'You get this message because you are an admin of this shop.',
  });
}
