import pg from 'pg';
import { checkBooks } from '@/server/modules/audit/check-books';
import { parseEnv } from '@/server/platform/env';
import { createPlatform } from '@/server/platform/platform';
import { createWorld, type World } from '@/testing/world';
import { serverEnv, type BenchContext } from './measure-api';

/** Each has two items of two sellers and nine entries: five of its payment, two of each transfer. */
const ORDERS = 112_000;
const BAR_SECONDS = 10;

/** How long the oracle reads a million ledger entries, with the orders, payouts and invoices they are of. */
export async function measureOracle({ database, isWanted, log, facts }: BenchContext): Promise<void> {
  if (!isWanted('oracle')) return;
  log('Writing a million ledger entries …');
  const ownerUrl = await database.createEmpty('bench_oracle');
  const entries = await writeHistory(ownerUrl, await createWorld(ownerUrl));
  const platform = createPlatform(parseEnv({ ...serverEnv({ ownerUrl }, 3000), NODE_ENV: 'test' }));
  try {
    log(`Asking the oracle about ${entries.toLocaleString('en')} entries …`);
    const startedAt = performance.now();
    const verdicts = await checkBooks(platform.db);
    const seconds = (performance.now() - startedAt) / 1000;
    const broken = verdicts.filter(({ violations }) => violations.length > 0).map(({ rule, violations }) => `${rule}: ${JSON.stringify(violations[0])}`);
    if (broken.length > 0) throw new Error(`the books of the bench do not hold: ${broken.join('; ')}`);
    facts.push({ name: `the oracle on ${entries.toLocaleString('en')} ledger entries`, value: seconds, unit: 's', bar: BAR_SECONDS });
  } finally {
    await platform.close();
  }
}

const itemsOf = (label: string) => `
  insert into order_items (id, order_id, seller_id, product_id, variant_id, price_id, title, kind, quantity, unit_price_minor, total_minor, fee_bps, fee_minor)
  select 'itm_${label}' || g, 'ord_' || g, $1, $2, $3, $4, 'Kit', 'membership', 1, 1000, 1000, 800, 80 from generate_series(1, ${ORDERS}) g`;
const transfersOf = (label: string) => `
  insert into transfers (id, payout_id, seller_id, order_id, amount_minor, currency, status, created_at)
  select 'trf_${label}' || g, 'pyt_${label}', $1, 'ord_' || g, 920, 'usd', 'paid', now() from generate_series(1, ${ORDERS}) g`;
const invoicesOf = (label: string) => `
  insert into invoices (id, seller_id, kind, number, order_id, currency, total_minor, document, issued_at)
  select 'ivc_${label}' || g, $1, 'invoice', g, 'ord_' || g, 'usd', 1000, '{}', now() from generate_series(1, ${ORDERS}) g`;
const sendingsOf = (label: string) => `
  insert into ledger_entries (id, transaction_id, account_id, amount_minor, currency, order_id, posted_at)
  select 'len_t${label}' || g || x.n, 'ltx_t${label}' || g, x.account, x.amount, 'usd', 'ord_' || g, now()
  from generate_series(1, ${ORDERS}) g, (values (1, 'lac_${label}', 920), (2, 'lac_c', -920)) x (n, account, amount)`;
const PAYMENT_ENTRIES = `
  insert into ledger_entries (id, transaction_id, account_id, amount_minor, currency, order_item_id, order_id, posted_at)
  select 'len_' || g || x.n, 'ltx_' || g, x.account, x.amount, 'usd', case when x.label <> '' then 'itm_' || x.label || g end, 'ord_' || g, now()
  from generate_series(1, ${ORDERS}) g, (values (1, 'lac_c', 2000, ''), (2, 'lac_f', -80, 'a'), (3, 'lac_f', -80, 'b'), (4, 'lac_a', -920, 'a'), (5, 'lac_b', -920, 'b')) x (n, account, amount, label)`;

/** Paid orders of two sellers, each paid out; written without triggers, in bulk. Answers how many entries there are. */
async function writeHistory(ownerUrl: string, { buyerA, sellers, products }: World): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const run = (text: string, values: unknown[] = []) => client.query(text, values);
  const { id, variantId, priceId } = products.published;
  try {
    await run('set session_replication_role = replica');
    await run(`insert into orders (id, buyer_user_id, status, currency, subtotal_minor, total_minor, expires_at, paid_at) select 'ord_' || g, $1, 'paid', 'usd', 2000, 2000, now(), now() from generate_series(1, ${ORDERS}) g`, [buyerA]);
    await run(`insert into payments (id, order_id, amount_minor, currency, paid_at) select 'pay_' || g, 'ord_' || g, 2000, 'usd', now() from generate_series(1, ${ORDERS}) g`);
    await run(`insert into ledger_accounts (id, seller_id, name, currency) values ('lac_c', null, 'stripe_clearing', 'usd'), ('lac_f', null, 'platform_fees', 'usd'), ('lac_a', $1, 'seller_payable', 'usd'), ('lac_b', $2, 'seller_payable', 'usd')`, [sellers.one, sellers.two]);
    await run(`insert into ledger_transactions (id, source_type, source_id, posted_at) select 'ltx_' || g, 'payment', 'pay_' || g, now() from generate_series(1, ${ORDERS}) g`);
    for (const [label, seller] of [['a', sellers.one], ['b', sellers.two]] as const) {
      await run(itemsOf(label), [seller, id, variantId, priceId]);
      await run(`insert into payouts (id, seller_id, currency, amount_minor, status, created_at, paid_at) values ('pyt_${label}', $1, 'usd', ${ORDERS * 920}, 'paid', now(), now())`, [seller]);
      await run(transfersOf(label), [seller]);
      await run(invoicesOf(label), [seller]);
      await run(`insert into invoice_counters values ($1, 'invoice', ${ORDERS})`, [seller]);
      await run(`insert into ledger_transactions (id, source_type, source_id, posted_at) select 'ltx_t${label}' || g, 'transfer', 'trf_${label}' || g, now() from generate_series(1, ${ORDERS}) g`);
      await run(sendingsOf(label));
    }
    await run(PAYMENT_ENTRIES);
    await run('vacuum analyze');
    return Number((await client.query<{ count: string }>('select count(*) from ledger_entries')).rows[0]?.count ?? 0);
  } finally {
    await client.end();
  }
}
