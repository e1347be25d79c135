import { renderEmail, type RenderedEmail } from './email-layout';

export interface MessageMail {
  /** Who wrote. */
  from: string;
  /** What the conversation is about, such as "Express Starter" or "order LK-20001". */
  about: string;
  count: number;
  /** The beginning of the newest; empty for files alone. */
  excerpt: string;
  threadUrl: string;
}

/** Tells somebody who was away that they were written to. */
export function toMessageEmail({ from, about, count, excerpt, threadUrl }: MessageMail): RenderedEmail {
  const what = count === 1 ? 'a message' : `${count} messages`;
  return renderEmail({
    subject: `${from} wrote to you about ${about}`,
    heading: `${from} sent you ${what}`,
    paragraphs: [`About ${about}.`, excerpt === '' ? 'It is a file; it waits for you in the conversation.' : `“${excerpt}${excerpt.length === 280 ? '…' : ''}”`],
    action: { label: 'Read and answer', url: threadUrl },
    closing: 'Answer in the shop; mail to this address is not read. You get one message for a conversation until you have looked at it again.',
  });
}
