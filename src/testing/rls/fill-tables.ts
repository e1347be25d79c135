import pg from 'pg';
import { newId } from '@/shared/ids';
import type { Product, World } from '@/testing/world';
import { fillDiscovery } from './fill-discovery';
import { fillDrops } from './fill-drops';
import { fillNotifications } from './fill-notifications';
import { fillMessages } from './fill-messages';
import { fillModeration } from './fill-moderation';
import { fillPlatforms } from './fill-platforms';
import { fillReviews } from './fill-reviews';

/** Who buys what from whom, as rows in every table that has an owner. */
/** The admin placed an order for the buying organization and belongs to it no more. */
const PURCHASES = ['buyerA', 'buyerB', 'orgOwner', 'admin'] as const;

/** Fills every table of the schema, as its owner, so that row security has something to hide in each. */
export async function fillTables(ownerUrl: string, world: World): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await fillPeople(client, world);
    await fillIngest(client, world);
    await fillGoods(client, world);
    for (const buyer of PURCHASES) await fillPurchase(client, world, buyer);
    await fillDrops(client, world);
    await fillPlatforms(client, world);
    await fillNotifications(client, world);
    await fillDiscovery(client, world);
    await client.query(`insert into entitlements (id, holder_user_id, product_id, source) values ($1, $2, $3, 'admin')`, [newId('entitlement'), world.buyerA, world.products.archived.id]);
    await fillMessages(client, world);
    await fillReviews(client, world);
    // What two people's pages were told.
    await client.query(`select app.watch_live(id, 60) from users where id = any ($1::uuid[])`, [[world.buyerA, world.sellerOne]]);
    await client.query(`select app.tell_live(array[$1, $2]::uuid[], 'thread', 'thr_1', now())`, [world.buyerA, world.sellerOne]);
    await fillModeration(client, world);
    await fillAnalytics(client, world);
    await fillPromptRuns(client, world);
    await client.query(`insert into watermarks (name, reached_at) values ('stripe_events', now())`);
    await client.query(`insert into webhook_events (id, stripe_event_id, type, livemode, payload) values ('whe_1', 'evt_1', 'charge.refunded', false, '{}')`);
    await client.query(`insert into webhook_attempts (id, webhook_event_id, outcome, took_ms, at) values ('wha_1', 'whe_1', 'processed', 3, now())`);
    await client.query(`insert into books_runs (id, started_at, finished_at, violations, rules) values ('bkr_1', now(), now(), 0, '[]')`);
    await client.query(`insert into reconciliation_runs (id, started_at, since) values ('rcr_1', now(), now())`);
    await client.query(`insert into reconciliation_sightings (run_id, kind, stripe_id, amount_minor, currency, state) values ('rcr_1', 'session', 'cs_1', 1, 'usd', 'paid')`);
    await client.query(`insert into email_outbox (id, dedupe_key, kind, to_address, subject, text_body, html_body, message_id) values ('eml_1', 'k', 'receipt', 'a@b.test', 's', 't', 'h', '<1@b.test>')`);
  } finally {
    await client.end();
  }
}

async function fillPromptRuns(client: pg.Client, world: World): Promise<void> {
  for (const [n, [person, product, sellerId]] of ([[world.buyerA, world.products.published, world.sellers.one], [world.buyerB, world.products.other, world.sellers.two]] as const).entries()) {
    await client.query(
      `insert into prompt_runs (id, user_id, product_id, version_id, seller_id, is_trial, model, day, reserved_tokens, started_at) values ($1, $2, $3, $4, $5, true, 'm', current_date, 100, now())`,
      [`prn_${n}`, person, product.id, product.versionId, sellerId],
    );
    await client.query('insert into prompt_user_days (user_id, day, free_runs, tokens) values ($1, current_date, 1, 100)', [person]);
    await client.query('insert into prompt_seller_days (seller_id, day, runs, tokens) values ($1, current_date, 1, 100)', [sellerId]);
  }
}

async function fillPeople(client: pg.Client, world: World): Promise<void> {
  await client.query(`insert into accounts (user_id, type, provider, provider_account_id) values ($1, 'oauth', 'github', '1')`, [world.buyerA]);
  await client.query(`insert into sessions (session_token, user_id, expires) values ('hash', $1, now() + interval '1 day')`, [world.buyerA]);
  await client.query(`insert into login_challenges (id, email, code_hash, link_hash, browser_hash, expires_at) values ('chl_1', 'buyera@example.test', 'c', 'l', 'b', now())`);
  for (const [n, person] of [world.buyerA, world.buyerB].entries()) {
    await client.query(`insert into totp_secrets (user_id, sealed_secret, created_at) values ($1, 'sealed', now())`, [person]);
    await client.query(`insert into recovery_codes (user_id, code_hash, created_at) values ($1, 'hash', now())`, [person]);
    await client.query(`insert into sign_in_events (id, user_id, method, outcome, device, at) values ($1, $2, 'code', 'signed_in', 'Firefox on Linux', now())`, [`sie_${n}`, person]);
    await client.query(`insert into data_exports (id, user_id, status, requested_at) values ($1, $2, 'expired', now())`, [`dex_${n}`, person]);
    await client.query(`insert into erasures (user_id, requested_at) values ($1, now())`, [person]);
  }
  await client.query(`insert into invitations (id, organization_id, email, role, token_hash, invited_by, expires_at) values ('inv_1', $1, 'colleague@example.test', 'member', 'i', $2, now() + interval '7 days')`, [
    world.organizations.buying,
    world.orgOwner,
  ]);
  await client.query(`insert into sellers (id, organization_id, slug, name, lifecycle) values ($1, $2, 'applicant', 'Applicant', 'applied')`, [newId('seller'), world.organizations.buying]);
}

async function fillIngest(client: pg.Client, world: World): Promise<void> {
  // What the catalogue counted ahead, and a change since.
  await client.query('select app.refresh_catalog_counts()');
  await client.query('select app.refresh_catalog_entries(array[$1])', [world.products.published.id]);
  const runId = newId('ingestRun');
  await client.query(`insert into ingest_runs (id, seller_id, source) values ($1, $2, 'upload')`, [runId, world.sellers.one]);
  await client.query(`insert into ingest_results (run_id, position, item, outcome) values ($1, 1, 'kit', 'created')`, [runId]);
  for (const product of Object.values(world.products)) {
    const id = newId('asset');
    await client.query(`insert into assets (id, version_id, role, storage_key, file_name, content_type, bytes, sha256) values ($1, $2, 'archive', 'packs/' || lower($1), 'kit.zip', 'application/zip', 1, repeat('b', 64))`, [id, product.versionId]);
  }
}

/** Stock, pictures, bundles, coupons, rates and carts, of both sellers where there is an owner. */
async function fillGoods(client: pg.Client, world: World): Promise<void> {
  for (const [sellerId, product] of [[world.sellers.one, world.products.published], [world.sellers.one, world.products.draft], [world.sellers.two, world.products.other]] as const) {
    const level = newId('stockLevel');
    await client.query(`insert into stock_levels (id, product_id, seller_id, on_hand) values ($1, $2, $3, 5)`, [level, product.id, sellerId]);
    await client.query(`insert into stock_movements (id, level_id, delta, reason, at) values ($1, $2, 5, 'received', now())`, [newId('stockMovement'), level]);
    await client.query(`insert into product_images (id, product_id, seller_id, sha256, width, height, files) values ($1, $2, $3, repeat('c', 64), 10, 10, '{}')`, [newId('productImage'), product.id, sellerId]);
    await client.query(`insert into coupons (id, seller_id, product_id, code, percent_bps) values ($1, $2, $3, $4, 1000)`, [newId('coupon'), sellerId, product.id, `TEN-${product.slug.toUpperCase()}`]);
    await client.query(`insert into shipping_rates (id, seller_id, name, countries, currency, parcel_minor, parcel_grams) values ($1, $2, 'Europe', '{DE}', 'usd', 500, 2000)`, [newId('shippingRate'), sellerId]);
  }
  await client.query(`insert into bundle_items (bundle_product_id, part_product_id) values ($1, $2), ($3, $2)`, [world.products.published.id, world.products.other.id, world.products.draft.id]);
  await client.query('insert into bundle_consents (bundle_product_id, seller_id, created_at) values ($1, $2, now())', [world.products.published.id, world.sellers.two]);
  for (const userId of [world.buyerA, world.buyerB]) {
    const cart = newId('cart');
    await client.query('insert into carts (id, user_id) values ($1, $2)', [cart, userId]);
    await client.query(`insert into cart_items (id, cart_id, variant_id, quantity, seen_price_minor, seen_currency) values ($1, $2, $3, 1, 100, 'usd')`, [newId('cartItem'), cart, world.products.other.variantId]);
  }
}

async function fillAnalytics(client: pg.Client, world: World): Promise<void> {
  await client.query(`insert into visitor_salts (day, salt) values (current_date, repeat('s', 43))`);
  await client.query(`insert into analytics_events (id, name, visitor, product_id, seller_id, place, at) values ('anl_1', 'view', 'v_0123456789', $1, $2, 'product', now())`, [world.products.published.id, world.sellers.one]);
  await client.query(`insert into analytics_seen (day, kind, key, visitor) values (current_date, 'visit', '', 'v_0123456789')`);
  await client.query(`insert into analytics_days (day, visitors) values (current_date, 1)`);
  await client.query(`insert into analytics_search_days (day, term, searches) values (current_date, 'node', 1)`);
  await client.query('insert into purchases_to_forward (seller_order_id) select id from seller_orders where paid_at is not null');
  for (const [sellerId, product] of [[world.sellers.one, world.products.published], [world.sellers.two, world.products.other]] as const) {
    await client.query('insert into analytics_product_days (seller_id, product_id, day, views) values ($1, $2, current_date, 1)', [sellerId, product.id]);
  }
  await client.query('insert into cart_reminders (user_id, cart_id, reminded_at) select user_id, id, now() from carts where user_id = $1', [world.buyerA]);
}

async function fillPurchase(client: pg.Client, world: World, buyer: (typeof PURCHASES)[number]): Promise<void> {
  const isOfTwo = buyer === 'buyerB' || buyer === 'admin';
  const product = isOfTwo ? world.products.other : world.products.published;
  const sellerId = isOfTwo ? world.sellers.two : world.sellers.one;
  const organizationId = buyer === 'orgOwner' || buyer === 'admin' ? world.organizations.buying : null;
  const [orderId, itemId, paymentId] = [newId('order'), newId('orderItem'), newId('payment')];
  await client.query(`insert into orders (id, buyer_user_id, buyer_organization_id, status, currency, subtotal_minor, total_minor, expires_at, paid_at) values ($1, $2, $3, 'paid', 'usd', $4, $4, now(), now())`, [orderId, world[buyer], organizationId, product.priceMinor]);
  await client.query(
    `insert into order_items (id, order_id, seller_id, product_id, variant_id, price_id, title, kind, quantity, unit_price_minor, total_minor, fee_bps, fee_minor) values ($1, $2, $3, $4, $5, $6, 'Kit', 'download', 1, $7, $7, 800, 0)`,
    [itemId, orderId, sellerId, product.id, product.variantId, product.priceId, product.priceMinor],
  );
  await client.query(`insert into payments (id, order_id, amount_minor, currency, paid_at) values ($1, $2, $3, 'usd', now())`, [paymentId, orderId, product.priceMinor]);
  const refundId = newId('refund');
  await client.query(`insert into refunds (id, order_id, amount_minor, currency) values ($1, $2, 100, 'usd')`, [refundId, orderId]);
  await client.query('insert into refund_items (refund_id, order_item_id, amount_minor) values ($1, $2, 100)', [refundId, itemId]);
  await fillParts(client, { orderId, itemId, refundId, sellerId, userId: world[buyer], product });
  await fillKeyAndBooks(client, { product, sellerId, itemId, paymentId, userId: world[buyer], organizationId });
}

interface SoldPart {
  orderId: string;
  itemId: string;
  refundId: string;
  sellerId: string;
  userId: string;
  product: Product;
}

/** What hangs on the part of an order that one seller fulfils. */
async function fillParts(client: pg.Client, { orderId, itemId, refundId, sellerId, userId, product }: SoldPart): Promise<void> {
  const [part, shipment, returned, dispute, payout, transfer, coupon] = [newId('sellerOrder'), newId('shipment'), newId('return'), newId('dispute'), newId('payout'), newId('transfer'), newId('coupon')];
  await client.query(
    `insert into seller_orders (id, order_id, seller_id, number, currency, total_minor, fee_minor, fulfilment, paid_at) values ($1, $2, $3, 1, 'usd', $4, 0, 'shipped', now())`,
    [part, orderId, sellerId, product.priceMinor],
  );
  await client.query(`insert into addresses (order_id, country) values ($1, 'DE')`, [orderId]);
  await client.query(`insert into shipments (id, seller_order_id, order_id, seller_id, carrier, shipped_at) values ($1, $2, $3, $4, 'Post', now())`, [shipment, part, orderId, sellerId]);
  await client.query('insert into shipment_items (shipment_id, order_item_id, quantity) values ($1, $2, 1)', [shipment, itemId]);
  await client.query(`insert into returns (id, seller_order_id, order_id, seller_id, reason, requested_at) values ($1, $2, $3, $4, 'too small', now())`, [returned, part, orderId, sellerId]);
  await client.query('insert into return_items (return_id, order_item_id, quantity) values ($1, $2, 1)', [returned, itemId]);
  await client.query(`insert into disputes (id, order_id, stripe_dispute_id, amount_minor, currency, status, opened_at, closed_at) values ($1, $2, $3, 0, 'usd', 'won', now(), now())`, [dispute, orderId, `du_${orderId}`]);
  await client.query('insert into dispute_items (dispute_id, order_item_id, amount_minor) values ($1, $2, 0)', [dispute, itemId]);
  await client.query(`insert into payouts (id, seller_id, currency, amount_minor, status, failure, created_at) values ($1, $2, 'usd', 100, 'failed', 'refused', now())`, [payout, sellerId]);
  await client.query(`insert into bank_payouts (id, seller_id, stripe_payout_id, amount_minor, currency, status, created_at, read_at) values ($1, $2, $3, 100, 'usd', 'paid', now(), now())`, [newId('bankPayout'), sellerId, `po_${orderId}`]);
  await client.query(`insert into transfers (id, payout_id, seller_id, order_id, amount_minor, currency, status, created_at) values ($1, $2, $3, $4, 100, 'usd', 'failed', now())`, [transfer, payout, sellerId, orderId]);
  await client.query(`insert into transfer_reversals (id, transfer_id, amount_minor, currency, source_type, source_id, status, created_at) values ($1, $2, 1, 'usd', 'refund', $3, 'refused', now())`, [newId('transferReversal'), transfer, refundId]);
  const [counter] = (await client.query<{ number: number }>(`insert into invoice_counters as c (seller_id, kind, last_number) values ($1, 'invoice', 1) on conflict (seller_id, kind) do update set last_number = c.last_number + 1 returning last_number as number`, [sellerId])).rows;
  await client.query(`insert into invoices (id, seller_id, kind, number, order_id, currency, total_minor, document, issued_at) values ($1, $2, 'invoice', $3, $4, 'usd', $5, '{}', now())`, [newId('invoice'), sellerId, counter?.number, orderId, product.priceMinor]);
  await client.query(`insert into coupons (id, seller_id, code, percent_bps, redeemed) values ($1, $2, $3, 1000, 0)`, [coupon, sellerId, `USED-${orderId.slice(-6).toUpperCase()}`]);
  await client.query(`insert into coupon_redemptions (id, coupon_id, order_id, user_id, amount_minor, status) values ($1, $2, $3, $4, 0, 'released')`, [newId('couponRedemption'), coupon, orderId, userId]);
  await client.query(
    `insert into stock_reservations (id, order_id, level_id, variant_id, user_id, quantity, status, expires_at) select $1, $2, l.id, $3, $4, 1, 'released', now() from stock_levels l where l.product_id = $5`,
    [newId('stockReservation'), orderId, product.variantId, userId, product.id],
  );
}

interface Bought {
  product: Product;
  sellerId: string;
  itemId: string;
  paymentId: string;
  userId: string;
  organizationId: string | null;
}

async function fillKeyAndBooks(client: pg.Client, bought: Bought): Promise<void> {
  const { product, sellerId, itemId, paymentId, userId, organizationId } = bought;
  const entitlementId = newId('entitlement');
  await client.query(
    `insert into entitlements (id, holder_user_id, holder_organization_id, product_id, order_item_id, source) values ($1, $2, $3, $4, $5, 'purchase')`,
    [entitlementId, organizationId ? null : userId, organizationId, product.id, itemId],
  );
  await client.query(`insert into download_events (id, entitlement_id, product_id, version_id, user_id) values ($1, $2, $3, $4, $5)`, [newId('download'), entitlementId, product.id, product.versionId, userId]);
  const [payable, clearing, transaction] = [newId('ledgerAccount'), newId('ledgerAccount'), newId('ledgerTransaction')];
  await client.query(`insert into ledger_accounts (id, seller_id, name, currency) values ($1, $2, 'seller_payable', 'usd') on conflict do nothing`, [payable, sellerId]);
  await client.query(`insert into ledger_accounts (id, name, currency) values ($1, 'stripe_clearing', 'usd') on conflict do nothing`, [clearing]);
  await client.query(`insert into ledger_transactions (id, source_type, source_id, posted_at) values ($1, 'payment', $2, now())`, [transaction, paymentId]);
  await client.query(
    `insert into ledger_entries (id, transaction_id, account_id, amount_minor, currency, order_item_id, order_id, posted_at)
     select $1 || x.sign, $2, a.id, x.sign * $4::bigint, 'usd', case x.sign when -1 then i.id end, i.order_id, now() from (values (1), (-1)) x(sign) join order_items i on i.id = $5
     join ledger_accounts a on a.currency = 'usd' and case x.sign when 1 then a.name = 'stripe_clearing' else a.name = 'seller_payable' and a.seller_id = $3 end`,
    [newId('ledgerEntry'), transaction, sellerId, product.priceMinor, itemId],
  );
}
