-- No Stripe object took effect twice: one inbox row per event, one payment per intent, one refund per Stripe refund.
select stripe_event_id as subject, count(*) || ' inbox rows' as found from webhook_events group by stripe_event_id having count(*) > 1
union all
select stripe_payment_intent_id, count(*) || ' payments' from payments where stripe_payment_intent_id is not null group by 1 having count(*) > 1
union all
select stripe_refund_id, count(*) || ' refunds' from refunds where stripe_refund_id is not null group by 1 having count(*) > 1
union all
select source_type || ' ' || source_id, count(*) || ' postings' from ledger_transactions group by source_type, source_id having count(*) > 1
