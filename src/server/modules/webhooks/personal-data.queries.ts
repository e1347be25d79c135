import { Prisma } from '@generated/client';
import type { ServiceTx } from '@/server/platform/db';
import type { Person } from '@/server/platform/personal-data';

/** What an event is worked by: the id of what it is about. */
const WORKABLE = Prisma.sql`(payload - 'data' - 'previous_attributes') || jsonb_build_object('data', jsonb_build_object('object', jsonb_strip_nulls(jsonb_build_object(
  'id', payload #> '{data,object,id}', 'object', payload #> '{data,object,object}', 'payment_intent', payload #> '{data,object,payment_intent}', 'metadata', payload #> '{data,object,metadata}'))))`;

/** Cuts who paid and where they live out of the events about their payments, found by the ids Stripe gave these. What is left of an event is what it is worked by: the id of what it is about. */
export async function redactEventsOf(tx: ServiceTx, { userId }: Person): Promise<void> {
  await tx.$executeRaw`
    with own as (select id, stripe_checkout_session_id, stripe_payment_intent_id from orders where buyer_user_id = ${userId}::uuid),
    about as (
      select stripe_checkout_session_id as object_id from own union select stripe_payment_intent_id from own
      union select p.stripe_payment_intent_id from payments p join own on own.id = p.order_id union select p.stripe_charge_id from payments p join own on own.id = p.order_id
      union select b.stripe_customer_id from billing_customers b where b.user_id = ${userId}::uuid)
    update webhook_events e set payload = ${WORKABLE}
    where e.order_id in (select id from own) or e.object_id in (select object_id from about)`;
}

/**
 * Cuts the person's address, with the names beside it, out of the next events that say it whatever they are about. Their words have no index, which would cost every payment: so many are read at a time
 * that it takes a moment. Answers the last of them; null when none were left.
 */
export async function redactEventsNaming(tx: ServiceTx, { email, names }: Person, { after, limit }: { after: string; limit: number }): Promise<string | null> {
  // A name alone may be another's, or a word somebody chose to empty others' events by; beside the address it is theirs.
  const gone = [email, ...names].reduce((text, word) => Prisma.sql`replace(${text}, to_json(${word}::text)::text, '"(erased)"')`, Prisma.sql`e.payload::text`);
  const [row] = await tx.$queryRaw<{ last: string | null }[]>`
    with portion as materialized (select id from webhook_events where id > ${after} order by id limit ${limit}),
    cut as (update webhook_events e set payload = ${gone}::jsonb from portion where e.id = portion.id and strpos(e.payload::text, to_json(${email}::text)::text) > 0)
    select max(id) as last from portion`;
  return row?.last ?? null;
}

/** The same for what Stripe told since then of payments whose people were erased before. */
export async function redactEventsOfErased(tx: ServiceTx, since: Date): Promise<void> {
  await tx.$executeRaw`
    with late as materialized (select id, object_id, order_id from webhook_events where received_at >= ${since}),
    about as (
      select l.id, o.buyer_user_id from late l join orders o on o.id = l.order_id
      union select l.id, o.buyer_user_id from late l join payments p on p.stripe_charge_id = l.object_id join orders o on o.id = p.order_id
      union select l.id, o.buyer_user_id from late l join payments p on p.stripe_payment_intent_id = l.object_id join orders o on o.id = p.order_id)
    update webhook_events e set payload = ${WORKABLE} from about a join users u on u.id = a.buyer_user_id and u.erased_at is not null where e.id = a.id and e.payload <> ${WORKABLE}`;
}
