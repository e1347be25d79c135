import type { PlatformView } from '@/shared/contracts/platform-views';

export interface PlatformStep {
  title: string;
  says: string;
  state: 'done' | 'now' | 'later';
  /** Where it is done, and the word on the way there. */
  href: string;
  act: string;
}

type Standing = Pick<PlatformView, 'id' | 'hasCalled' | 'missing' | 'tierCount' | 'liveAt' | 'hasStripeAccount'> & { seller: string };

/** The way of a platform from its first call to live, each step with where it stands; exactly one is what to do now. Pure. */
export function toPlatformSteps({ seller, id, hasCalled, missing, tierCount, liveAt, hasStripeAccount }: Standing): PlatformStep[] {
  const home = `/seller/${seller}/platforms/${id}`;
  const lacks = (need: string) => missing.find((one) => one.need === need);
  const plan = lacks('plan');
  const steps = [
    { isDone: hasCalled, title: 'Make a call in preview', says: hasCalled ? 'Your first customer is counted.' : 'Paste a command; nothing else has to be set up.', href: `${home}/quick-start`, act: 'Quick start' },
    { isDone: tierCount > 1, title: 'Set up your tiers', says: tierCount > 1 ? 'What customers may use, and what it costs.' : 'Beside the free one: limits, a price, a rate.', href: `${home}/tiers`, act: 'Tiers' },
    { isDone: !plan, title: 'Choose a plan', says: plan ? 'The free one meters five calls a month.' : 'Paid.', href: plan?.href ?? home, act: 'See the plan' },
    { isDone: !lacks('charges'), title: 'Let Stripe charge for you', says: lacks('charges') ? (hasStripeAccount ? 'Your account takes transfers; charging needs a little more.' : 'Your customers pay into your own account.') : 'Your account may charge.', href: `${home}/go-live`, act: 'Set up' },
    { isDone: liveAt !== null, title: 'Go live', says: 'Live keys, live customers, real money.', href: `${home}/go-live`, act: 'Go live' },
  ];
  const now = steps.findIndex(({ isDone }) => !isDone);
  return steps.map(({ isDone, ...step }, at) => ({ ...step, state: isDone ? 'done' : at === now ? 'now' : 'later' }));
}
