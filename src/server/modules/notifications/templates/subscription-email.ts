import { dayMark } from '@/shared/moment-marks';
import { moneyText } from '@/shared/money-text';
import { recurringText } from '@/shared/recurring-text';
import { renderEmail, type EmailParts, type RenderedEmail } from './email-layout';

export interface SubscriptionForEmail {
  kind: 'trial_ends' | 'payment_failed' | 'grace_ends' | 'lapsed' | 'recovered' | 'plan_changed' | 'plan_will_change' | 'canceled' | 'resumed' | 'ended';
  productTitle: string;
  /** The subscriber's own account is closed. */
  isAccountClosed: boolean;
  isSellerClosed: boolean;
  /** What it is now, and what it becomes; with what they cost each time. */
  plan: Plan;
  next: Plan | null;
  currentPeriodEnd: Date;
  endedReason: 'canceled' | 'unpaid' | 'refunded' | 'never_paid' | null;
  /** When what the message speaks of happens. */
  at: Date | null;
  amountMinor: number | null;
  nextAttemptAt: Date | null;
  billingUrl: string;
}

interface Plan {
  title: string;
  amountMinor: number;
  currency: string;
  interval: 'month' | 'year';
}

type Words = Pick<EmailParts, 'heading' | 'paragraphs'> & { label: string };

const dayOf = (at: Date | null) => (at === null ? 'soon' : dayMark(at));
const WHY: Record<NonNullable<SubscriptionForEmail['endedReason']>, string> = {
  canceled: 'It was canceled, and what was paid for is over.',
  unpaid: 'The last payment never came, so it was ended.',
  refunded: 'Its payment was given back, so it ended with it.',
  never_paid: 'Its first payment never came.',
};

function wordsOf(said: SubscriptionForEmail): Words {
  const { kind, plan, next, at, amountMinor, nextAttemptAt, currentPeriodEnd, endedReason, productTitle, isAccountClosed, isSellerClosed } = said;
  const name = `${productTitle}, ${plan.title}`;
  const price = recurringText(plan);
  const sum = amountMinor === null ? 'the last payment' : moneyText(amountMinor, plan.currency);
  switch (kind) {
    case 'trial_ends':
      return { heading: `Your trial ends on ${dayOf(at)}`, paragraphs: [`${name} was free until then. From that day it is ${price}, charged to the card you gave.`, 'If it is not for you, cancel before that day and nothing is charged.'], label: 'See or cancel it' };
    case 'payment_failed':
      return { heading: `The payment for ${productTitle} did not go through`, paragraphs: [`The bank refused ${sum} for ${name}.${nextAttemptAt ? ` We try again on ${dayOf(nextAttemptAt)}.` : ''}`, `Nothing changes for you until ${dayOf(at)}. Change the card before then and everything goes on.`], label: 'Change the card' };
    case 'grace_ends':
      return { heading: `${productTitle} pauses on ${dayOf(at)}`, paragraphs: [`${name} is still not paid. From ${dayOf(at)} what it opens is closed, until it is paid.`], label: 'Change the card' };
    case 'lapsed':
      return { heading: `${productTitle} is paused`, paragraphs: [`${name} was not paid by ${dayOf(at)}, so what it opens is closed. Files you already have are not touched.`, 'Pay, and all of it is open again at once.'], label: 'Pay now' };
    case 'recovered':
      return { heading: 'Your payment went through', paragraphs: [`${name} is paid, and everything it opens is yours as before. The next payment is on ${dayOf(currentPeriodEnd)}.`], label: 'See it' };
    case 'plan_changed':
      return { heading: `Your plan is now ${plan.title}`, paragraphs: [`${name} is ${price} from here on. The next payment is on ${dayOf(currentPeriodEnd)}; what was paid for the old plan was taken into account.`], label: 'See your plan' };
    case 'plan_will_change':
      return { heading: `Your plan becomes ${next?.title ?? plan.title} on ${dayOf(currentPeriodEnd)}`, paragraphs: [`Until then ${name} goes on as it is.${next ? ` From that day it is ${recurringText(next)}.` : ''}`, 'You may take this back until then.'], label: 'See your plan' };
    case 'canceled':
      if (isSellerClosed && !isAccountClosed) return { heading: `${productTitle} ends on ${dayOf(at)}`, paragraphs: [`Its seller has closed, so ${name} is not paid again. Until ${dayOf(at)} everything it opens stays yours.`], label: 'See your account' };
      if (isAccountClosed) return { heading: `${productTitle} ends on ${dayOf(at)}`, paragraphs: [`Your account was closed, so ${name} is not paid again. It ends on ${dayOf(at)}, with what was paid for.`, 'If your account is opened again before that day, you may resume it.'], label: 'See Latchkey' };
      return { heading: `${productTitle} ends on ${dayOf(at)}`, paragraphs: [`You canceled ${name}. Until ${dayOf(at)} everything it opens stays yours, and nothing more is charged.`, 'If you change your mind, resume it before that day.'], label: 'Resume it' };
    case 'resumed':
      return { heading: `${productTitle} goes on`, paragraphs: [`The cancellation of ${name} is taken back. The next payment is on ${dayOf(currentPeriodEnd)}.`], label: 'See it' };
    case 'ended':
      return { heading: `${productTitle} has ended`, paragraphs: [`${name} ended on ${dayOf(at)}. ${WHY[endedReason ?? 'canceled']}`, 'What it opened is closed. Files you already have are not touched, and what you bought by itself stays yours.'], label: 'See your account' };
  }
}

/** Tells a subscriber what changed, what it costs and what can be done about it. Pure. */
export function toSubscriptionEmail(said: SubscriptionForEmail): RenderedEmail {
  const { heading, paragraphs, label } = wordsOf(said);
  return renderEmail({ subject: heading, heading, paragraphs, action: { label, url: said.billingUrl }, closing: 'You get this because you subscribed. Reply if something about it is not right.' });
}
