import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS } from './call-stripe';

const PAGE = 100;
const MAX_PAGES = 50;
/** Stripe lists by so many types at once. */
const MAX_TYPES = 20;

async function listOf(stripe: Stripe, params: Stripe.EventListParams, account: { stripeAccount?: string }): Promise<Stripe.Event[]> {
  const events: Stripe.Event[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const after = events.at(-1)?.id;
    const found = await callStripe((options) => stripe.events.list({ ...params, limit: PAGE, ...(after && { starting_after: after }) }, { ...options, ...account }), deadlineIn(JOB_MS));
    events.push(...found.data);
    if (!found.has_more) break;
  }
  return events;
}

export interface EventsToList {
  types: readonly string[];
  since: Date;
  /** The connected account whose they are; null: our own. */
  accountId: string | null;
}

/** Stripe's events of these types since a time, newest first, as Stripe would have delivered them. It keeps them for 30 days (docs.stripe.com/api/events). */
export async function listStripeEvents(stripe: Stripe, { types, since, accountId }: EventsToList): Promise<unknown[]> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const events: Stripe.Event[] = [];
  for (let from = 0; from < types.length; from += MAX_TYPES) events.push(...(await listOf(stripe, { types: types.slice(from, from + MAX_TYPES), created }, accountId === null ? {} : { stripeAccount: accountId })));
  // Only a delivery names the account.
  return events.sort((a, b) => b.created - a.created).map((event) => (accountId === null ? event : { ...event, account: accountId }));
}
