import { Prisma } from '@generated/client';
import pg from 'pg';
import { rollUpEvents } from '@/server/modules/analytics/roll-up-events';
import { getSellerOverview } from '@/server/modules/seller-stats/get-seller-overview';
import { getRatingStats } from '@/server/modules/seller-stats/get-rating-stats';
import { getSellerSeries } from '@/server/modules/seller-stats/get-seller-series';
import { listProductStats } from '@/server/modules/seller-stats/list-product-stats';
import { listSellerRefunds } from '@/server/modules/seller-stats/list-seller-refunds';
import { parseEnv } from '@/server/platform/env';
import { createPlatform } from '@/server/platform/platform';
import { createWorld, type World } from '@/testing/world';
import { serverEnv, type BenchContext } from './measure-api';
import { measurePanel, PANEL_BAR_MS, vacuum } from './measure-panel';

const EVENTS = 1_000_000;
const DAYS = 365;
const PRODUCTS = 200;
/** One visit in sixty ends with one. */
const ORDERS = 12_000;

/** How long each panel of a seller's dashboard takes over a year, when the shop has seen a million events; beside a lookup by primary key on the same connections. */
export async function measureSellerStats({ database, isWanted, log, rows, facts }: BenchContext): Promise<void> {
  if (!isWanted('seller-stats')) return;
  log('Writing a million events …');
  const ownerUrl = await database.createEmpty('bench_seller_stats');
  const world = await createWorld(ownerUrl);
  await writeHistory(ownerUrl, world);
  const platform = createPlatform(parseEnv({ ...serverEnv({ ownerUrl }, 3000), NODE_ENV: 'test' }));
  const { db } = platform;
  try {
    const startedAt = performance.now();
    for (let run = 0; run < DAYS / 100; run += 1) await rollUpEvents(platform);
    log(`… summed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    await vacuum(ownerUrl);
    const viewer = { userId: world.sellerOne, role: 'customer' } as const;
    const input = { seller: 'northbeam', days: 365, currency: 'usd' } as const;
    const lookup = () => db.readAsService('yardstick').rows(Prisma.sql`select id, title from products where id = ${world.products.published.id}`);
    const panels = {
      overview: () => getSellerOverview(db, { viewer, input }),
      series: () => getSellerSeries(db, { viewer, input }),
      products: () => listProductStats(db, { viewer, input: { ...input, sort: 'revenue' } }),
      refunds: () => listSellerRefunds(db, { viewer, input }),
      ratings: () => getRatingStats(db, { viewer, input }),
    };
    for (const [name, panel] of Object.entries(panels)) {
      const row = await measurePanel({ scenario: `seller-stats ${name}`, panel, lookup });
      rows.push(row);
      facts.push({ name: `a seller's ${name} over a year, at a million events`, value: row.p50, unit: 'ms', bar: PANEL_BAR_MS });
    }
  } finally {
    await platform.close();
  }
}

/** A seller with most of the visits and twelve thousand orders, and another; written in bulk. */
async function writeHistory(ownerUrl: string, { buyerA, sellers, products: { published } }: World): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const run = (text: string, values: unknown[] = []) => client.query(text, values);
  const product = `'prd_b' || lpad((g % ${PRODUCTS})::text, 25, '0')`;
  const at = `date_trunc('day', now(), 'UTC') - (g % ${DAYS}) * interval '1 day' + (g % 86000) * interval '1 second' - interval '1 day'`;
  try {
    await run('set session_replication_role = replica');
    await run(`insert into products (id, seller_id, kind, type, slug, title, status, published_at) select ${product}, case when g % 10 < 7 then $1 else $2 end, 'download', 'node', 'bench-' || g, 'Kit ' || g, 'published', now() from generate_series(1, ${PRODUCTS}) g`, [sellers.one, sellers.two]);
    await run(`insert into analytics_events (id, name, visitor, product_id, seller_id, place, at)
      select 'anl_' || g, case when g % 11 = 0 then 'cart' when g % 5 = 0 then 'click' else 'view' end, 'd_' || lpad((g * 919 % 400000)::text, 22, '0'), p.id, p.seller_id, 'product', ${at}
      from generate_series(1, ${EVENTS}) g join products p on p.id = 'prd_b' || lpad((g * 31 % ${PRODUCTS})::text, 25, '0')`);
    await run(`insert into orders (id, buyer_user_id, status, currency, subtotal_minor, total_minor, expires_at, paid_at, created_at) select 'ord_' || g, $1, 'paid', 'usd', 2000, 2000, now(), ${at}, ${at} from generate_series(1, ${ORDERS}) g`, [buyerA]);
    await run(`insert into seller_orders (id, order_id, seller_id, number, currency, total_minor, fee_minor, paid_at, created_at) select 'sor_' || g, 'ord_' || g, $1, g, 'usd', 2000, 160, ${at}, ${at} from generate_series(1, ${ORDERS}) g`, [sellers.one]);
    await run(`insert into order_items (id, order_id, seller_id, product_id, variant_id, price_id, title, kind, quantity, unit_price_minor, total_minor, fee_bps, fee_minor, refunded_minor)
      select 'itm_' || g, 'ord_' || g, $1, ${product}, $2, $3, 'Kit', 'download', 1, 2000, 2000, 800, 160, case when g % 50 = 0 then 2000 else 0 end from generate_series(1, ${ORDERS}) g`, [sellers.one, published.variantId, published.priceId]);
    await run(`insert into refunds (id, order_id, amount_minor, currency, status, settled_at) select 'rfd_' || g, 'ord_' || g, 2000, 'usd', 'succeeded', ${at} from generate_series(50, ${ORDERS}, 50) g`);
    await run(`insert into refund_items (refund_id, order_item_id, amount_minor) select 'rfd_' || g, 'itm_' || g, 2000 from generate_series(50, ${ORDERS}, 50) g`);
    await run(`insert into download_events (id, entitlement_id, product_id, version_id, user_id, requested_at) select 'dld_' || g, 'ent_' || g, ${product}, $2, $1, ${at} from generate_series(1, ${ORDERS}) g`, [buyerA, published.versionId]);
    await run(`insert into ledger_accounts (id, seller_id, name, currency) values ('lac_s', $1, 'seller_payable', 'usd')`, [sellers.one]);
    await run(`insert into ledger_entries (id, transaction_id, account_id, amount_minor, currency, order_item_id, order_id, posted_at) select 'len_' || g, 'ltx_' || g, 'lac_s', -1840, 'usd', 'itm_' || g, 'ord_' || g, ${at} from generate_series(1, ${ORDERS}) g`);
    await run('vacuum analyze');
  } finally {
    await client.end();
  }
}
