import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

export interface AskedSubscription {
  id: string;
  stripeSubscriptionId: string;
  isEnded: boolean;
}

export async function findStripeSubscriptionId(reader: Reader, subscriptionId: string): Promise<string | undefined> {
  const [row] = await reader.rows<{ id: string }>(Prisma.sql`select stripe_subscription_id as id from subscriptions where id = ${subscriptionId} and ended_at is null`);
  return row?.id;
}

export interface Asked {
  passedBefore: Date;
  trialBefore: Date;
  /** Of those that Stripe has ended too. */
  endedAfter: Date;
  after: string;
  limit: number;
}

/** Subscriptions of which something should have been heard, in id order after one. */
export function listSubscriptionsToAsk(reader: Reader, { passedBefore, trialBefore, endedAfter, after, limit }: Asked): Promise<AskedSubscription[]> {
  return reader.rows<AskedSubscription>(Prisma.sql`
    select id, stripe_subscription_id as "stripeSubscriptionId", ended_at is not null as "isEnded" from subscriptions
    where id > ${after} and ((ended_at < ${passedBefore} and (stripe_ended_at is null or ended_at > ${endedAfter})) or (ended_at is null
      and (current_period_end < ${passedBefore} or grace_ends_at is not null or cancel_at < ${passedBefore} or (status = 'trialing' and trial_ends_at < ${trialBefore}))))
    order by id limit ${limit}`);
}

/** Those of these invoices that no order pays for yet, and whose credit is not given, in the order they came in. */
export async function listUnknownInvoices(reader: Reader, invoiceIds: readonly string[]): Promise<string[]> {
  if (invoiceIds.length === 0) return [];
  const rows = await reader.rows<{ id: string }>(Prisma.sql`
    select i.id from unnest(${[...invoiceIds]}::text[]) with ordinality as i(id, place) where not exists (select from orders o where o.stripe_invoice_id = i.id and o.status <> 'pending')
      and not exists (select from refunds r where r.stripe_invoice_id = i.id) order by i.place`);
  return rows.map(({ id }) => id);
}
