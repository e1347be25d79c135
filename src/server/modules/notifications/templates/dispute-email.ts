import { moneyText } from '@/shared/money-text';
import { dayMark } from '@/shared/moment-marks';
import { renderEmail, type RenderedEmail } from './email-layout';
import { orderNumber } from './order-lines';

export interface DisputeForEmail {
  number: number;
  currency: string;
  status: 'inquiry' | 'needs_response' | 'under_review' | 'won' | 'lost' | 'closed';
  /** Stripe's word for why. */
  reason: string;
  amountMinor: number;
  evidenceDueAt: Date | null;
  /** The dispute's page. */
  url: string;
}

const WORDS: Record<DisputeForEmail['status'], { heading: string; said: string }> = {
  inquiry: { heading: 'A bank asks about a payment', said: 'No money was taken yet. A refund ends the inquiry; an answer may prevent a dispute.' },
  needs_response: { heading: 'A payment is disputed', said: 'The bank has taken the money back, with a fee. Evidence sent in time may bring it home.' },
  under_review: { heading: 'The bank is looking at our evidence', said: 'Nothing is left to do until it decides.' },
  won: { heading: 'A dispute is won', said: 'The money is back in the books of its sellers.' },
  lost: { heading: 'A dispute is lost', said: 'The money stays with the buyer, and what was bought for it is no longer theirs.' },
  closed: { heading: 'A bank’s inquiry is closed', said: 'No money was taken.' },
};

/** Tells an admin of a turn in a dispute. */
export function toDisputeEmail({ number, currency, status, reason, amountMinor, evidenceDueAt, url }: DisputeForEmail): RenderedEmail {
  const { heading, said } = WORDS[status];
  const due = status === 'needs_response' && evidenceDueAt ? ` It is due on ${dayMark(evidenceDueAt)}.` : '';
  return renderEmail({
    subject: `${heading} (${orderNumber(number)})`,
    heading,
    paragraphs: [`${said}${due}`],
    rows: [{ label: orderNumber(number), detail: reason.replaceAll('_', ' '), value: moneyText(amountMinor, currency) }],
    action: { label: 'Open the dispute', url },
    closing: 'Sent to everyone who answers disputes for this shop.',
  });
}
