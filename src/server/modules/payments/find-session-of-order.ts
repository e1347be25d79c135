import type Stripe from 'stripe';
import { callStripe, deadlineIn, JOB_MS, type Deadline } from './call-stripe';

/** A session is made within the order's first half hour or not at all; a minute each way for clocks that differ. */
const BEFORE_SECONDS = 60;
const WITHIN_SECONDS = 45 * 60;
const PAGE = 100;
const MAX_PAGES = 20;

/** Looks at Stripe for the session of an order that does not know its own: made, and the answer lost. Null when there is none. */
export async function findSessionOfOrder(
  stripe: Stripe,
  { orderId, createdAt }: { orderId: string; createdAt: Date },
  deadline: Deadline = deadlineIn(JOB_MS),
): Promise<{ sessionId: string; url: string | null } | null> {
  const since = Math.floor(createdAt.getTime() / 1000);
  const created = { gte: since - BEFORE_SECONDS, lte: since + WITHIN_SECONDS };
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const params = { created, limit: PAGE, ...(after && { starting_after: after }) };
    const found = await callStripe((options) => stripe.checkout.sessions.list(params, options), deadline);
    const session = found.data.find((one) => one.client_reference_id === orderId);
    if (session) return { sessionId: session.id, url: session.url };
    after = found.data.at(-1)?.id;
    if (!found.has_more || !after) return null;
  }
  return null;
}
