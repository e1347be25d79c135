import type pg from 'pg';
import { newId } from '@/shared/ids';
import type { World } from '@/testing/world';

/** A platform of each seller with a tier, a price at Stripe, a customer, keys and what was counted; a subscription of every order's item. */
export async function fillPlatforms(client: pg.Client, world: World): Promise<void> {
  await client.query(
    `insert into subscriptions (id, holder_user_id, holder_organization_id, buyer_user_id, seller_id, product_id, variant_id, price_id, order_item_id, stripe_subscription_id, status,
       current_period_start, current_period_end, read_at, created_at)
     select 'sbn_' || substr(i.id, 5), case when o.buyer_organization_id is null then o.buyer_user_id end, o.buyer_organization_id, o.buyer_user_id, i.seller_id, i.product_id, i.variant_id, i.price_id, i.id,
       'sub_' || i.id, 'active', now(), now() + interval '1 month', now(), now()
     from order_items i join orders o on o.id = i.order_id`,
  );
  await client.query(`update entitlements e set subscription_id = s.id from subscriptions s where s.order_item_id = e.order_item_id`);
  await client.query(
    `update subscriptions s set status = 'canceled', ended_at = now(), ended_reason = 'canceled' where not exists (select from entitlements e where e.subscription_id = s.id and e.revoked_at is null)`,
  );
  await client.query(`insert into billing_customers (stripe_customer_id, user_id, created_at) values ('cus_1', $1, now())`, [world.buyerA]);
  await client.query(`insert into api_keys (id, user_id, name, prefix, hash, scopes, created_at) values ($1, $2, 'laptop', 'lk_personal_1', sha256('one'), '{catalog:read}', now())`, [newId('apiKey'), world.buyerA]);
  await fillPlatform(client, world.sellers.one, 'preview');
  await fillPlatform(client, world.sellers.two, 'live');
}

async function fillPlatform(client: pg.Client, sellerId: string, mode: 'preview' | 'live'): Promise<void> {
  const [platform, tier, customer] = [newId('platform'), newId('platformTier'), newId('customer')];
  await client.query(`insert into platforms (id, seller_id, slug, name, created_at) values ($1::text, $2, replace($1::text, '_', '-'), 'Weather', now())`, [platform, sellerId]);
  await client.query(`insert into platform_tiers (id, platform_id, slug, name, is_default, unit_limit, created_at, updated_at) values ($1, $2, 'free', 'Free', true, 5, now(), now())`, [tier, platform]);
  await client.query(
    `insert into platform_prices (tier_id, mode, amount_minor, currency, "interval", stripe_product_id, stripe_price_id, created_at) values ($1::text, $2, 900, 'usd', 'month', 'prod_1', 'price_' || $1::text, now())`,
    [tier, mode],
  );
  await client.query(`insert into customers (id, platform_id, mode, external_id, tier_id, tier_source, anchor_at, created_at, updated_at) values ($1, $2, $3, 'ada', $4, 'default', now(), now(), now())`, [customer, platform, mode, tier]);
  await client.query(`insert into api_keys (id, platform_id, mode, name, prefix, hash, scopes, created_at) values ($1::text, $2, $3, 'server', 'lk_1', sha256(convert_to($1::text, 'UTF8')), '{usage:write}', now())`, [newId('apiKey'), platform, mode]);
  await client.query(`insert into platform_signers (id, platform_id, mode, name, algorithm, public_key, created_at) values ($1, $2, $3, 'web', 'ES256', 'x', now())`, [newId('platformSigner'), platform, mode]);
  await client.query(`insert into usage_counters (customer_id, meter, window_start, used, unit_limit) values ($1, 'calls', date_trunc('month', now()), 1, 5)`, [customer]);
  await client.query(
    `insert into usage_events (platform_id, mode, request_id, customer_id, meter, units, window_start, window_end, used_after, unit_limit, tier, created_at)
     values ($1, $2, 'r1', $3, 'calls', 1, date_trunc('month', now()), date_trunc('month', now()) + interval '1 month', 1, 5, 'free', now())`,
    [platform, mode, customer],
  );
  await client.query(
    `insert into usage_alerts (customer_id, meter, window_start, percent, used, unit_limit, window_end, tier, reached_at)
     values ($1, 'calls', date_trunc('month', now()), 80, 4, 5, date_trunc('month', now()) + interval '1 month', 'free', now())`,
    [customer],
  );
  await fillWebhooks(client, { platform, mode });
  await fillStatistics(client, { platform, mode, customer });
}

async function fillStatistics(client: pg.Client, { platform, mode, customer }: { platform: string; mode: 'preview' | 'live'; customer: string }): Promise<void> {
  await client.query(`insert into usage_hours (platform_id, mode, hour, calls, units) values ($1, $2, date_trunc('hour', now()), 1, 1)`, [platform, mode]);
  await client.query(`insert into usage_days (platform_id, mode, day, customer_id, calls, units) values ($1, $2, current_date, $3, 1, 1)`, [platform, mode, customer]);
  await client.query(`insert into usage_last_days (platform_id, mode, customer_id, last_day) values ($1, $2, $3, current_date)`, [platform, mode, customer]);
  await client.query(`insert into usage_refusals (platform_id, mode, hour, outcome, count) values ($1, $2, date_trunc('hour', now()), 'refused', 1)`, [platform, mode]);
  await client.query(`insert into usage_links (id, customer_id, expires_at, created_at) values ($1, $2, now() + interval '1 day', now())`, [newId('usageLink'), customer]);
}

async function fillWebhooks(client: pg.Client, { platform, mode }: { platform: string; mode: 'preview' | 'live' }): Promise<void> {
  const [endpoint, event] = [newId('webhookEndpoint'), newId('outgoingEvent')];
  await client.query(`insert into webhook_endpoints (id, platform_id, mode, url, event_types, created_at, updated_at) values ($1, $2, $3, 'https://example.com/hook', '{usage.limit_reached}', now(), now())`, [endpoint, platform, mode]);
  await client.query(`insert into webhook_secrets (endpoint_id, secret, created_at) values ($1, 'whsec_b25l', now())`, [endpoint]);
  await client.query(`insert into outgoing_events (id, platform_id, mode, type, payload, dedupe_key, created_at) values ($1, $2, $3, 'usage.limit_reached', '{}', 'one', now())`, [event, platform, mode]);
  await client.query(`insert into webhook_deliveries (id, event_id, endpoint_id, platform_id, mode, next_attempt_at, created_at) values ($1, $2, $3, $4, $5, now(), now())`, [newId('webhookDelivery'), event, endpoint, platform, mode]);
}
