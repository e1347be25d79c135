import type { ReactNode } from 'react';
import type { SubscriptionView } from '@/shared/contracts/subscriptions';
import { dateText, type Formats } from '@/shared/moment-text';
import { recurringText } from '@/shared/recurring-text';
import { Chip, OwnChip, type ChipTone } from '@/ui/chip';
import { formatMoney } from '@/ui/format';
import { CardLine } from './card-line';
import { ChangePlan } from './change-plan';
import { DueLine } from './due-line';
import { EndOrResume } from './end-or-resume';
import { PastDue } from './past-due';
import { PortalButton } from './portal-button';
import { KeepPlan } from './keep-plan';

const STATES: Record<SubscriptionView['state'], { word: string; tone: ChipTone }> = {
  trialing: { word: 'Trial', tone: 'ok' },
  active: { word: 'Active', tone: 'ok' },
  past_due: { word: 'Not paid', tone: 'warn' },
  lapsed: { word: 'Paused', tone: 'danger' },
  canceling: { word: 'Ends', tone: 'mute' },
  ended: { word: 'Ended', tone: 'mute' },
};

/** What happens next, and when; of what is owed, Stripe says how much. */
function nextOf({ id, state, plan, next, mayChange, currentPeriodEnd, trialEndsAt, cancelAt }: SubscriptionView, formats: Formats): { name: string; text: ReactNode } {
  if (state === 'canceling') return { name: 'Ends', text: `${dateText(cancelAt ?? currentPeriodEnd, formats)}, and nothing more is charged` };
  if (state === 'past_due' || state === 'lapsed') return { name: 'Due now', text: mayChange ? <DueLine subscriptionId={id} /> : 'The last invoice' };
  const after = next ?? plan;
  return { name: state === 'trialing' ? 'First payment' : 'Next payment', text: `${formatMoney(after.amountMinor, after.currency)} on ${dateText(trialEndsAt ?? currentPeriodEnd, formats)}` };
}

/** One subscription: how it stands, what comes next, and what can be done about it. */
export function SubscriptionPanel({ subscription, formats }: { subscription: SubscriptionView; formats: Formats }) {
  const { id, productSlug, productTitle, kind, sellerName, organizationName, mayChange, state, plan, next, currentPeriodEnd, cancelAt, choices } = subscription;
  const { word, tone } = STATES[state];
  const coming = nextOf(subscription, formats);
  const isOwed = state === 'past_due' || state === 'lapsed';
  return (
    <article className="panel p-5 lg:p-6" aria-labelledby={`title-${id}`}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 id={`title-${id}`} className="font-semibold text-lg tracking-[-0.01em]"><a className="hover:underline underline-offset-3" href={kind === 'membership' ? '/membership' : `/marketplace/${productSlug}`}>{productTitle}, {plan.title}</a></h2>
        {!isOwed && <OwnChip />}
        <Chip tone={tone}>{word}</Chip>
      </div>
      <p className="text-sm text-ink-2 mt-1">{recurringText({ ...plan, trialDays: 0 })}, {organizationName ? `held by ${organizationName}` : `by ${sellerName}`}</p>
      {isOwed && <PastDue subscription={subscription} formats={formats} />}
      <dl className="mt-5 grid sm:grid-cols-2 gap-x-8 gap-y-4 text-[15px]">
        <div><dt className="lab">{coming.name}</dt><dd className="font-medium">{coming.text}</dd></div>
        {mayChange && <div><dt className="lab">Card</dt><dd className="font-medium"><CardLine subscriptionId={id} /></dd></div>}
      </dl>
      {next && <p className="mt-4 text-[15px]">Becomes <strong className="font-semibold">{next.title}</strong>, {recurringText({ ...next, trialDays: 0 })}, on {dateText(currentPeriodEnd, formats)}.</p>}
      {isOwed && cancelAt && <p className="mt-4 text-[15px]">Ends on {dateText(cancelAt, formats)}, and nothing more is charged after what is due now.</p>}
      {mayChange ? (
        <div className="mt-5 flex flex-wrap gap-2">
          {choices.length > 0 && <ChangePlan subscriptionId={id} current={plan} choices={choices} />}
          {next && <KeepPlan subscriptionId={id} title={plan.title} />}
          <PortalButton subscriptionId={id} label={isOwed ? 'Invoices' : 'Card and invoices'} />
          <EndOrResume subscription={subscription} formats={formats} />
        </div>
      ) : <p className="mt-4 text-sm text-ink-2">Owners and admins of {organizationName} change it.</p>}
    </article>
  );
}
