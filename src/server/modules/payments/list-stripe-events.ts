import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS } from './call-stripe';

const PAGE = 100;
const MAX_PAGES = 50;

/** Stripe's events of these types since a time, newest first, as Stripe would have delivered them. It keeps them for 30 days (docs.stripe.com/api/events). */
export async function listStripeEvents(stripe: Stripe, { types, since }: { types: readonly string[]; since: Date }): Promise<unknown[]> {
  const events: Stripe.Event[] = [];
  const created = { gte: Math.floor(since.getTime() / 1000) };
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const after = events.at(-1)?.id;
    const params = { types: [...types], created, limit: PAGE, ...(after && { starting_after: after }) };
    const found = await callStripe((options) => stripe.events.list(params, options), deadlineIn(JOB_MS));
    events.push(...found.data);
    if (!found.has_more) break;
  }
  return events;
}
