import type { World } from '@/testing/world';

/** Who stands before the database, with what their memberships make theirs. */
export interface Actor {
  name: string;
  role: 'anon' | 'authenticated' | 'service_role';
  userId: string | null;
  organizations: string[];
  sellers: string[];
}

export type Row = Record<string, unknown>;
/** All rows of the filled database by table, as its owner sees them: what a predicate may look things up in. */
export type Rows = Record<string, Row[]>;

export interface TableExpectation {
  /** Whether this actor may read this row. The service reads all. */
  reads: (row: Row, actor: Actor, rows: Rows) => boolean;
  /** Columns an ordinary reader may select; all when absent. */
  columns?: string[];
  /** What signed-in people may write, and of which rows. Nothing when absent. */
  updates?: { column: string; rows: (row: Row, actor: Actor, rows: Rows) => boolean };
  /** Whether they may insert whole rows. Where only some columns are theirs to fill, and which rows, is tried in `seller-writes.db.test.ts`. */
  inserts?: true;
  /** Whether they may delete any row at all; which ones is tried in `seller-writes.db.test.ts`. */
  deletes?: true;
}

export function actorsOf(world: World): Actor[] {
  const person = (name: string, userId: string, { organizations = [], sellers = [] }: { organizations?: string[]; sellers?: string[] } = {}): Actor => ({ name, role: 'authenticated', userId, organizations, sellers });
  return [
    { name: 'anon', role: 'anon', userId: null, organizations: [], sellers: [] },
    person('buyer A', world.buyerA),
    person('buyer B', world.buyerB),
    person('seller 1', world.sellerOne, { organizations: [world.organizations.one], sellers: [world.sellers.one] }),
    person('seller 2', world.sellerTwo, { organizations: [world.organizations.two], sellers: [world.sellers.two] }),
    person('org member', world.orgMember, { organizations: [world.organizations.buying] }),
    person('org owner', world.orgOwner, { organizations: [world.organizations.buying] }),
    person('admin', world.admin),
    { name: 'service', role: 'service_role', userId: null, organizations: [], sellers: [] },
  ];
}

const nobody = () => false;
const everybody = () => true;
const serviceOnly: TableExpectation = { reads: nobody };

const find = (rows: Rows, table: string, id: unknown) => rows[table]?.find((row) => row.id === id) ?? {};
/** Of an organization's order its members alone: who placed it may have left. */
const ownsOrder = (order: Row, actor: Actor) => actor.organizations.includes(String(order.buyer_organization_id)) || (order.buyer_organization_id === null && order.buyer_user_id === actor.userId);
const sells = (row: Row, actor: Actor) => actor.sellers.includes(String(row.seller_id));
const ofUser = (row: Row, actor: Actor) => actor.userId !== null && row.user_id === actor.userId;
const sold = (orderId: unknown, actor: Actor, rows: Rows) => (rows.seller_orders ?? []).some((part) => part.order_id === orderId && part.paid_at !== null && sells(part, actor));
const soldBy = (item: Row, actor: Actor, rows: Rows) => sells(item, actor) && sold(item.order_id, actor, rows);
const holds = (key: Row, actor: Actor) => (actor.userId !== null && key.holder_user_id === actor.userId) || actor.organizations.includes(String(key.holder_organization_id));
const holdsOf = (sellerId: unknown, actor: Actor, rows: Rows) => (rows.entitlements ?? []).some((key) => key.revoked_at === null && holds(key, actor) && find(rows, 'products', key.product_id).seller_id === sellerId);
const readsProduct = (product: Row, actor: Actor, rows: Rows) =>
  product.status === 'published' || actor.sellers.includes(String(product.seller_id)) || (rows.entitlements ?? []).some((key) => key.product_id === product.id && key.revoked_at === null && holds(key, actor));
const speaksFor = (organizationId: unknown, actor: Actor, rows: Rows) =>
  (rows.organization_members ?? []).some((member) => member.organization_id === organizationId && member.user_id === actor.userId && member.role !== 'member');
const ofProduct = (row: Row, actor: Actor, rows: Rows) => readsProduct(find(rows, 'products', row.product_id), actor, rows);
const ofOwnOrder = (row: Row, actor: Actor, rows: Rows) => actor.userId !== null && ownsOrder(find(rows, 'orders', row.order_id), actor);
/** As its buyer, or as somebody who belongs to its seller now. */
const takesPart = (row: Row, actor: Actor) => sells(row, actor) || (actor.userId !== null && row.buyer_user_id === actor.userId);
/** Own, of a seller in good standing, and not resting. */
const mayWrite = (product: Row, actor: Actor) => sells(product, actor) && (product.status === 'draft' || product.status === 'published');
const ofWritable = (row: Row, actor: Actor, rows: Rows) => mayWrite(find(rows, 'products', row.product_id), actor);
const readsPart = (row: Row, actor: Actor, rows: Rows) => sells(row, actor) || ofOwnOrder(row, actor, rows);
const ofPlatform = (row: Row, actor: Actor, rows: Rows) => sells(find(rows, 'platforms', row.platform_id), actor);

/** The contract of DATA.md's RLS classes, one line per table. A table that is not here fails the suite. */
export const EXPECTATIONS: Record<string, TableExpectation> = {
  users: serviceOnly,
  accounts: serviceOnly,
  sessions: serviceOnly,
  login_challenges: serviceOnly,
  totp_secrets: serviceOnly,
  recovery_codes: serviceOnly,
  sign_in_events: { reads: ofUser },
  impersonations: { reads: ofUser, columns: ['id', 'user_id', 'started_at', 'expires_at', 'ended_at'] },
  data_exports: { reads: ofUser },
  erasures: serviceOnly,
  profiles: {
    reads: (row, actor) => row.user_id === actor.userId,
    columns: ['user_id', 'role', 'display_name', 'locale', 'time_zone', 'created_at', 'updated_at', 'avatar_sha256'],
    updates: { column: 'display_name', rows: (row, actor) => row.user_id === actor.userId },
  },
  organizations: { reads: (row, actor) => actor.organizations.includes(String(row.id)) },
  organization_members: { reads: (row, actor) => actor.organizations.includes(String(row.organization_id)) },
  invitations: {
    reads: (row, actor, rows) => speaksFor(row.organization_id, actor, rows),
    columns: ['id', 'organization_id', 'email', 'role', 'invited_by', 'expires_at', 'accepted_at', 'accepted_by', 'revoked_at', 'created_at'],
  },
  sellers: { reads: (row, actor, rows) => row.lifecycle === 'active' || actor.organizations.includes(String(row.organization_id)) || holdsOf(row.id, actor, rows), columns: ['id', 'slug', 'name', 'tagline', 'about', 'country', 'lifecycle', 'created_at', 'handling_days'] },
  products: { reads: readsProduct, updates: { column: 'title', rows: mayWrite } },
  product_variants: { reads: ofProduct, updates: { column: 'title', rows: ofWritable } },
  prices: {
    reads: (row, actor, rows) => ofProduct(find(rows, 'product_variants', row.variant_id), actor, rows),
    updates: { column: 'archived_at', rows: (row, actor, rows) => ofWritable(find(rows, 'product_variants', row.variant_id), actor, rows) },
  },
  product_versions: { reads: ofProduct },
  assets: {
    reads: (row, actor, rows) => ofProduct(find(rows, 'product_versions', row.version_id), actor, rows),
    columns: ['id', 'version_id', 'role', 'file_name', 'content_type', 'bytes', 'sha256', 'contents', 'created_at'],
  },
  catalog_entries: { reads: everybody },
  catalog_words: { reads: everybody },
  catalog_counts: { reads: everybody },
  catalog_changes: { reads: everybody },
  ingest_runs: serviceOnly,
  ingest_results: serviceOnly,
  orders: { reads: (row, actor) => actor.userId !== null && ownsOrder(row, actor) },
  order_items: { reads: (row, actor, rows) => soldBy(row, actor, rows) || ofOwnOrder(row, actor, rows) },
  seller_orders: { reads: (row, actor, rows) => (row.paid_at !== null && sells(row, actor)) || ofOwnOrder(row, actor, rows) },
  addresses: { reads: (row, actor, rows) => ofOwnOrder(row, actor, rows) || (rows.seller_orders ?? []).some((part) => part.order_id === row.order_id && part.paid_at !== null && part.fulfilment !== 'none' && sells(part, actor)) },
  shipments: { reads: (row, actor, rows) => sells(row, actor) || ofOwnOrder(row, actor, rows) },
  shipment_items: { reads: (row, actor, rows) => readsPart(find(rows, 'shipments', row.shipment_id), actor, rows) },
  returns: { reads: (row, actor, rows) => readsPart(row, actor, rows) },
  return_items: { reads: (row, actor, rows) => readsPart(find(rows, 'returns', row.return_id), actor, rows) },
  disputes: { reads: ofOwnOrder, columns: ['id', 'order_id', 'amount_minor', 'currency', 'reason', 'status', 'evidence_due_at', 'submitted_at', 'opened_at', 'closed_at'] },
  dispute_items: { reads: (row, actor, rows) => ofOwnOrder(find(rows, 'disputes', row.dispute_id), actor, rows) || soldBy(find(rows, 'order_items', row.order_item_id), actor, rows) },
  coupon_redemptions: { reads: ofUser },
  stock_reservations: { reads: ofUser },
  payments: { reads: ofOwnOrder },
  refunds: { reads: ofOwnOrder },
  refund_items: { reads: (row, actor, rows) => ofOwnOrder(find(rows, 'refunds', row.refund_id), actor, rows) || soldBy(find(rows, 'order_items', row.order_item_id), actor, rows) },
  entitlements: { reads: holds },
  product_ratings: { reads: ofProduct },
  reviews: {
    reads: (row, actor, rows) => (actor.userId !== null && row.author_id === actor.userId) || (row.hidden_at === null && ofProduct(row, actor, rows)),
    columns: ['id', 'product_id', 'seller_id', 'author_name', 'rating', 'title', 'body', 'version', 'form', 'created_at', 'edited_at', 'refunded_at', 'hidden_at', 'reply', 'replied_at', 'reply_edited_at'],
    updates: { column: 'body', rows: (row, actor) => row.author_id === actor.userId && row.hidden_at === null && !sells(row, actor) },
    deletes: true,
  },
  favorites: { reads: ofUser, deletes: true },
  correspondences: { reads: takesPart },
  threads: { reads: takesPart },
  thread_reads: { reads: ofUser },
  messages: { reads: takesPart },
  moderation_cases: {
    reads: (row, actor) => actor.userId !== null && ((row.decided_at !== null && row.status !== 'dismissed') || row.appealed_at !== null) && (row.author_user_id === actor.userId || (row.subject_type === 'product' && sells(row, actor))),
    columns: ['id', 'subject_type', 'subject_id', 'seller_id', 'author_user_id', 'status', 'opened_at', 'decision_reason', 'decided_at', 'subject_title', 'appeal_text', 'appealed_at', 'appeal_reason', 'appeal_decided_at'],
  },
  moderation_reports: serviceOnly,
  message_attachments: { reads: (row, actor) => takesPart(row, actor) && (row.message_id !== null || row.uploaded_by === actor.userId) },
  live_cursors: { reads: ofUser },
  live_events: { reads: ofUser },
  download_events: { reads: (row, actor) => row.user_id === actor.userId },
  ledger_accounts: { reads: (row, actor) => actor.sellers.includes(String(row.seller_id)) },
  ledger_transactions: serviceOnly,
  ledger_entries: { reads: (row, actor, rows) => actor.sellers.includes(String(find(rows, 'ledger_accounts', row.account_id).seller_id)) },
  payouts: { reads: sells },
  transfers: { reads: sells },
  bank_payouts: { reads: sells },
  transfer_reversals: { reads: (row, actor, rows) => sells(find(rows, 'transfers', row.transfer_id), actor) },
  invoice_counters: serviceOnly,
  invoices: { reads: readsPart },
  stock_levels: { reads: ofProduct, columns: ['id', 'product_id', 'seller_id', 'on_hand', 'reserved'] },
  stock_movements: { reads: (row, actor, rows) => sells(find(rows, 'stock_levels', row.level_id), actor) },
  stock_alerts: { reads: ofUser },
  drops: { reads: ofProduct, columns: ['id', 'product_id', 'seller_id', 'entries_open_at', 'entries_close_at', 'per_person_cap', 'claim_hours', 'seed_hash', 'revealed_seed', 'entries_root', 'closed_at', 'drawn_at', 'ended_at', 'canceled_at', 'created_at'] },
  drop_variants: { reads: (row, actor, rows) => ofProduct(find(rows, 'drops', row.drop_id), actor, rows) },
  drop_entries: { reads: ofUser },
  drop_claims: { reads: (row, actor, rows) => ofUser(find(rows, 'drop_entries', row.entry_id), actor) },
  product_images: { reads: ofProduct, updates: { column: 'alt', rows: ofWritable }, inserts: true, deletes: true },
  bundle_items: {
    reads: (row, actor, rows) => readsProduct(find(rows, 'products', row.bundle_product_id), actor, rows),
    updates: { column: 'position', rows: (row, actor, rows) => mayWrite(find(rows, 'products', row.bundle_product_id), actor) },
    inserts: true,
    deletes: true,
  },
  bundle_consents: { reads: (row, actor, rows) => sells(row, actor) || sells(find(rows, 'products', row.bundle_product_id), actor) },
  shipping_rates: { reads: everybody },
  carts: { reads: ofUser, columns: ['id', 'user_id', 'organization_id', 'currency', 'country', 'coupon_code', 'created_at', 'updated_at'] },
  cart_items: { reads: (row, actor, rows) => ofUser(find(rows, 'carts', row.cart_id), actor) },
  coupons: { reads: sells },
  billing_customers: serviceOnly,
  subscriptions: { reads: holds },
  platforms: { reads: sells },
  platform_tiers: { reads: ofPlatform },
  platform_prices: serviceOnly,
  customers: { reads: ofPlatform },
  api_keys: {
    reads: (row, actor, rows) => ofPlatform(row, actor, rows) || ofUser(row, actor),
    columns: ['id', 'platform_id', 'mode', 'customer_id', 'user_id', 'name', 'prefix', 'scopes', 'expires_at', 'revoked_at', 'rotated_from', 'last_used_at', 'created_by', 'created_at'],
  },
  platform_signers: { reads: ofPlatform },
  usage_counters: { reads: (row, actor, rows) => ofPlatform(find(rows, 'customers', row.customer_id), actor, rows) },
  usage_events: { reads: ofPlatform },
  usage_alerts: { reads: (row, actor, rows) => ofPlatform(find(rows, 'customers', row.customer_id), actor, rows) },
  webhook_endpoints: { reads: ofPlatform },
  webhook_secrets: serviceOnly,
  outgoing_events: { reads: ofPlatform },
  webhook_deliveries: { reads: ofPlatform },
  usage_rollup: { reads: (_row, actor) => actor.userId !== null },
  usage_hours: { reads: ofPlatform },
  usage_days: { reads: ofPlatform },
  usage_last_days: { reads: ofPlatform },
  usage_active_days: { reads: ofPlatform },
  usage_spans: { reads: ofPlatform },
  usage_refusals: { reads: ofPlatform },
  usage_links: { reads: (row, actor, rows) => ofPlatform(find(rows, 'customers', row.customer_id), actor, rows) },
  visitor_salts: serviceOnly,
  analytics_events: serviceOnly,
  analytics_seen: serviceOnly,
  analytics_product_days: { reads: sells },
  analytics_days: serviceOnly,
  analytics_search_days: serviceOnly,
  analytics_marks: serviceOnly,
  purchases_to_forward: serviceOnly,
  cart_reminders: serviceOnly,
  discovery_signals: { reads: ofUser },
  discovery_candidates: { reads: everybody },
  product_neighbours: { reads: everybody, columns: ['product_id', 'neighbour_id', 'score'] },
  experiments: { reads: (row) => row.started_at !== null && row.stopped_at === null, columns: ['id', 'place', 'arms', 'traffic_percent', 'started_at', 'stopped_at'] },
  recommendation_exposures: serviceOnly,
  prompt_runs: { reads: ofUser, columns: ['id', 'user_id', 'product_id', 'is_trial', 'model', 'status', 'input_tokens', 'output_tokens', 'started_at', 'ended_at'] },
  prompt_user_days: { reads: ofUser },
  prompt_seller_days: { reads: sells, columns: ['seller_id', 'day', 'runs', 'tokens'] },
  watermarks: serviceOnly,
  webhook_events: serviceOnly,
  webhook_attempts: serviceOnly,
  books_runs: serviceOnly,
  reconciliation_runs: serviceOnly,
  reconciliation_sightings: serviceOnly,
  email_outbox: serviceOnly,
  notifications: { reads: ofUser, updates: { column: 'read_at', rows: ofUser } },
  notification_preferences: { reads: ofUser, inserts: true, updates: { column: 'mail', rows: ofUser } },
  mail_opt_outs: serviceOnly,
  audit_log: serviceOnly,
};

/** Tables that even the service may only add to. */
export const APPEND_ONLY = new Set(['ledger_transactions', 'ledger_entries', 'audit_log', 'stock_movements', 'webhook_attempts']);
