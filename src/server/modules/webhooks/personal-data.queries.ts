import type { ServiceTx } from '@/server/platform/db';
import type { Person } from '@/server/platform/personal-data';

/**
 * Cuts who paid and where they live out of the events about their payments, found by the ids Stripe gave these, and their address and names out of all others. What is left of an
 * event is what it is worked by: the id of what it is about.
 */
export async function redactEventsOf(tx: ServiceTx, { userId, email, names }: Person): Promise<void> {
  await tx.$executeRaw`
    with own as (select id, stripe_checkout_session_id, stripe_payment_intent_id from orders where buyer_user_id = ${userId}::uuid),
    about as (
      select stripe_checkout_session_id as object_id from own union select stripe_payment_intent_id from own
      union select p.stripe_payment_intent_id from payments p join own on own.id = p.order_id union select p.stripe_charge_id from payments p join own on own.id = p.order_id
      union select b.stripe_customer_id from billing_customers b where b.user_id = ${userId}::uuid)
    update webhook_events e set payload = (e.payload - 'data' - 'previous_attributes') || jsonb_build_object('data', jsonb_build_object('object', jsonb_strip_nulls(jsonb_build_object(
        'id', e.payload #> '{data,object,id}', 'object', e.payload #> '{data,object,object}', 'payment_intent', e.payload #> '{data,object,payment_intent}', 'metadata', e.payload #> '{data,object,metadata}'))))
    where e.order_id in (select id from own) or e.object_id in (select object_id from about)`;
  for (const word of [email, ...names]) {
    await tx.$executeRaw`update webhook_events set payload = replace(payload::text, to_json(${word}::text)::text, '"(erased)"')::jsonb where strpos(payload::text, to_json(${word}::text)::text) > 0`;
  }
}
