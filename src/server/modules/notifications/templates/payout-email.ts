import { moneyText } from '@/shared/money-text';
import { renderEmail, type RenderedEmail } from './email-layout';

export interface PayoutForEmail {
  status: 'paid' | 'failed';
  amountMinor: number;
  currency: string;
  /** Why some or all of it was not sent; empty if nothing. */
  failure: string;
  payoutUrl: string;
}

/** Tells a seller that its money is on its way, or why it is not. */
export function toPayoutEmail({ status, amountMinor, currency, failure, payoutUrl }: PayoutForEmail): RenderedEmail {
  const amount = moneyText(amountMinor, currency);
  const heading = status === 'paid' ? `${amount} is on its way to you` : `A payout of ${amount} could not be sent`;
  const says = status === 'paid' ? 'It is in your account at Stripe, which sends it on to your bank.' : 'Nothing is lost: what could not be sent is due again with the next payout.';
  return renderEmail({
    subject: heading,
    heading,
    paragraphs: [says, ...(failure === '' ? [] : [failure])],
    action: { label: 'See your payouts', url: payoutUrl },
    closing: 'You get this because you are an owner or admin of the seller’s organization.',
  });
}
