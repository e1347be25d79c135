import pg from 'pg';
import type { World } from './world';

/** Ids of what `fillTables` wrote, for callers who have no business with it. */
export interface RealThings {
  /** An order of buyer A's. */
  orderId: string;
  runId: string;
  /** A drop of seller one's unpublished product, and that seller's stock. */
  dropId: string;
  levelId: string;
  /** A session of buyer A's. */
  sessionId: string;
  /** Something kept of buyer A, and an experiment that runs. */
  signalId: string;
  experimentId: string;
  /** What buyer A said of seller one's product. */
  reviewId: string;
  subscriptionId: string;
  /** What was decided about something buyer A wrote. */
  caseId: string;
  /** Of seller one: its platform in preview, with a tier, a key, a signer, a customer and a link to its usage, and a webhook. */
  api: Record<'platformId' | 'tierId' | 'keyId' | 'signerId' | 'customerId' | 'linkId' | 'endpointId' | 'deliveryId', string>;
  /** What buyer A asked seller one. */
  thread: Record<'threadId' | 'messageId', string>;
}

const API = `select p.id as "platformId", t.id as "tierId", k.id as "keyId", s.id as "signerId", c.id as "customerId", l.id as "linkId", w.endpoint_id as "endpointId", w.id as "deliveryId" from platforms p join platform_tiers t on t.platform_id = p.id
  join api_keys k on k.platform_id = p.id join platform_signers s on s.platform_id = p.id join customers c on c.platform_id = p.id join usage_links l on l.customer_id = c.id
  join webhook_deliveries w on w.platform_id = p.id where p.seller_id = $1`;

/** Finds one of each in a database that `fillTables` filled. */
export async function findRealThings(ownerUrl: string, world: World): Promise<RealThings> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const first = async <Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row> => {
    const [row] = (await owner.query<Row>(sql, parameters)).rows;
    if (!row) throw new Error(`nothing is found by ${sql}`);
    return row;
  };
  const idOf = async (sql: string, ...parameters: unknown[]) => (await first<{ id: string }>(sql, parameters)).id;
  try {
    return {
      orderId: await idOf('select id from orders where buyer_user_id = $1', world.buyerA),
      runId: await idOf('select id from ingest_runs'),
      dropId: await idOf('select id from drops where product_id = $1', world.products.draft.id),
      levelId: await idOf('select id from stock_levels where seller_id = $1', world.sellers.one),
      sessionId: await idOf('select id from sessions'),
      signalId: await idOf('select id from discovery_signals where user_id = $1', world.buyerA),
      experimentId: await idOf('select id from experiments'),
      reviewId: await idOf('select id from reviews where author_id = $1', world.buyerA),
      subscriptionId: await idOf('select id from subscriptions where holder_user_id = $1 limit 1', world.buyerA),
      caseId: await idOf(`select id from moderation_cases where author_user_id = $1 and status = 'upheld'`, world.buyerA),
      api: await first<RealThings['api']>(API, [world.sellers.one]),
      thread: await first<RealThings['thread']>('select thread_id as "threadId", id as "messageId" from messages where buyer_user_id = $1', [world.buyerA]),
    };
  } finally {
    await owner.end();
  }
}
