import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createTestPlatform } from '@/testing/platform';
import { fillTables } from '@/testing/rls/fill-tables';
import { createWorld, type World } from '@/testing/world';
import { appRouter } from './root';
import { createCallerFactory } from './trpc';

let database: TestDatabase;
let platform: Platform;
let world: World;
/** An order of buyer A's. */
let orderId: string;
let runId: string;
/** A session of buyer A's. */
let sessionId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  await fillTables(database.ownerUrl, world);
  platform = await createTestPlatform(database);
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  orderId = (await owner.query<{ id: string }>('select id from orders where buyer_user_id = $1', [world.buyerA])).rows[0]!.id;
  runId = (await owner.query<{ id: string }>('select id from ingest_runs')).rows[0]!.id;
  sessionId = (await owner.query<{ id: string }>('select id from sessions')).rows[0]!.id;
  await owner.end();
});
afterAll(async () => {
  await platform.close();
  await database.drop();
});

type Who = 'visitor' | 'stranger' | 'ops' | 'admin';
const WHO: Who[] = ['visitor', 'stranger', 'ops', 'admin'];

/** Who may call, and with which well-formed input; a `foreign` one names somebody else's thing by a real id. */
interface Expectation {
  audience: 'public' | 'member' | 'admin';
  input: () => unknown;
  foreign?: true;
}

const input = (make: () => unknown): { input: () => unknown } => ({ input: make });

/** Every procedure of the router. One that is not here fails the suite. */
const PROCEDURES: Record<string, Expectation> = {
  'account.viewer': { audience: 'public', ...input(() => undefined) },
  'account.entry': { audience: 'public', ...input(() => ({ to: '/' })) },
  'account.profile': { audience: 'member', ...input(() => undefined) },
  'account.rename': { audience: 'member', ...input(() => ({ displayName: 'Another name' })) },
  'account.organizations': { audience: 'member', ...input(() => undefined) },
  'account.sessions': { audience: 'member', ...input(() => undefined) },
  'account.endSession': { audience: 'member', ...input(() => ({ sessionId })), foreign: true },
  'account.endOtherSessions': { audience: 'member', ...input(() => undefined) },
  'catalog.list': { audience: 'public', ...input(() => ({})) },
  'catalog.bySlug': { audience: 'public', ...input(() => ({ slug: 'unfinished-kit' })), foreign: true },
  'catalog.related': { audience: 'public', ...input(() => ({ slug: 'unfinished-kit' })), foreign: true },
  'catalog.preview': { audience: 'public', ...input(() => ({ slug: 'unfinished-kit' })), foreign: true },
  'catalog.seller': { audience: 'public', ...input(() => ({ slug: 'northbeam' })) },
  'entitlements.list': { audience: 'member', ...input(() => undefined) },
  'entitlements.requestDownload': { audience: 'member', ...input(() => ({ productSlug: 'retired-kit' })), foreign: true },
  'orders.list': { audience: 'member', ...input(() => ({})) },
  'orders.byId': { audience: 'member', ...input(() => ({ orderId })), foreign: true },
  'orders.checkoutStatus': { audience: 'member', ...input(() => ({ orderId })), foreign: true },
  'orders.cancel': { audience: 'member', ...input(() => ({ orderId })), foreign: true },
  'orders.checkoutCart': { audience: 'member', ...input(() => ({ expectedTotalMinor: 100, expectedCurrency: 'usd' })) },
  'orders.startCheckout': { audience: 'member', ...input(() => ({ variantId: world.products.draft.variantId, expectedPriceMinor: world.products.draft.priceMinor, expectedCurrency: 'usd' })), foreign: true },
  'organizations.list': { audience: 'member', ...input(() => undefined) },
  'organizations.bySlug': { audience: 'member', ...input(() => ({ organization: 'kestrel' })), foreign: true },
  'organizations.create': { audience: 'member', ...input(() => ({ name: 'A new one' })) },
  'organizations.rename': { audience: 'member', ...input(() => ({ organization: 'kestrel', name: 'Taken over' })), foreign: true },
  'organizations.invite': { audience: 'member', ...input(() => ({ organization: 'kestrel', email: 'friend@example.test', memberRole: 'admin' })), foreign: true },
  'organizations.revokeInvitation': { audience: 'member', ...input(() => ({ organization: 'kestrel', invitationId: `inv_${'0'.repeat(26)}` })), foreign: true },
  'organizations.invitation': { audience: 'public', ...input(() => ({ token: 'a'.repeat(43) })), foreign: true },
  'organizations.acceptInvitation': { audience: 'member', ...input(() => ({ token: 'a'.repeat(43) })), foreign: true },
  'organizations.changeRole': { audience: 'member', ...input(() => ({ organization: 'kestrel', memberId: world.orgMember, memberRole: 'admin' })), foreign: true },
  'organizations.removeMember': { audience: 'member', ...input(() => ({ organization: 'kestrel', memberId: world.orgMember })), foreign: true },
  'organizations.leave': { audience: 'member', ...input(() => ({ organization: 'kestrel' })), foreign: true },
  'organizations.transferOwnership': { audience: 'member', ...input(() => ({ organization: 'kestrel', memberId: world.orgMember })), foreign: true },
  'sellers.mine': { audience: 'member', ...input(() => undefined) },
  'sellers.own': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'sellers.applyToSell': { audience: 'member', ...input(() => ({ organization: 'kestrel', slug: 'kestrel-goods', country: 'DE', name: 'Kestrel', supportEmail: 'help@example.test' })), foreign: true },
  'sellers.startOnboarding': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'sellers.refreshStanding': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'sellers.openStripeDashboard': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'sellers.updateStorefront': { audience: 'member', ...input(() => ({ seller: 'northbeam', name: 'Taken over', supportEmail: 'me@example.test', handlingDays: 1 })), foreign: true },
  'sellers.close': { audience: 'member', ...input(() => ({ seller: 'northbeam' })), foreign: true },
  'admin.listSellers': { audience: 'admin', ...input(() => ({})) },
  'admin.getSeller': { audience: 'admin', ...input(() => ({ seller: 'northbeam' })) },
  'admin.approveSeller': { audience: 'admin', ...input(() => ({ seller: 'applicant' })) },
  'admin.declineSeller': { audience: 'admin', ...input(() => ({ seller: 'applicant', reason: 'for the test' })) },
  'admin.suspendSeller': { audience: 'admin', ...input(() => ({ seller: 'oda', reason: 'for the test' })) },
  'admin.reinstateSeller': { audience: 'admin', ...input(() => ({ seller: 'oda' })) },
  'admin.closeSeller': { audience: 'admin', ...input(() => ({ seller: 'oda', reason: 'for the test' })) },
  'admin.listOrders': { audience: 'admin', ...input(() => ({})) },
  'admin.refundOrder': { audience: 'admin', ...input(() => ({ orderId, reason: 'for the test' })) },
  'admin.listWebhookEvents': { audience: 'admin', ...input(() => ({})) },
  'admin.getWebhookEvent': { audience: 'admin', ...input(() => ({ webhookEventId: `whe_${'0'.repeat(26)}` })) },
  'admin.replayWebhookEvents': { audience: 'admin', ...input(() => ({ statuses: ['dead'] })) },
  'admin.home': { audience: 'admin', ...input(() => undefined) },
  'admin.getOrder': { audience: 'admin', ...input(() => ({ orderId })) },
  'admin.listJobs': { audience: 'admin', ...input(() => ({})) },
  'admin.getJob': { audience: 'admin', ...input(() => ({ jobId: '9' })) },
  'admin.retryJob': { audience: 'admin', ...input(() => ({ jobId: '9' })) },
  'admin.giveUpJob': { audience: 'admin', ...input(() => ({ jobId: '9' })) },
  'admin.removeJob': { audience: 'admin', ...input(() => ({ jobId: '9' })) },
  'admin.books': { audience: 'admin', ...input(() => undefined) },
  'admin.checkBooks': { audience: 'admin', ...input(() => ({})) },
  'admin.listReconciliations': { audience: 'admin', ...input(() => ({})) },
  'admin.reconcile': { audience: 'admin', ...input(() => ({})) },
  'admin.listAudit': { audience: 'admin', ...input(() => ({})) },
  'admin.replayWebhookEvent': { audience: 'admin', ...input(() => ({ webhookEventId: `whe_${'0'.repeat(26)}` })) },
  'admin.ingestFolder': { audience: 'admin', ...input(() => ({ path: '' })) },
  'admin.ingestIndex': { audience: 'admin', ...input(() => ({ index: '{}' })) },
  'admin.uploadPack': { audience: 'admin', ...input(() => ({ uploadId: `upl_${'0'.repeat(26)}`, fileName: 'kit.zip' })) },
  'admin.listIngestRuns': { audience: 'admin', ...input(() => ({})) },
  'admin.getIngestRun': { audience: 'admin', ...input(() => ({ runId })) },
};

function viewerOf(who: Who): Viewer | null {
  if (who === 'visitor') return null;
  if (who === 'admin') return { userId: world.admin, role: 'admin' };
  return { userId: world.buyerB, role: who === 'ops' ? 'ops' : 'customer' };
}

/** Calls a procedure by its path; answers with the error's tRPC code, or OK. */
async function call(path: string, who: Who, value: unknown): Promise<string> {
  const caller = createCallerFactory(appRouter)({ platform, requestId: 'test', ip: '127.0.0.1', header: () => null, viewer: () => Promise.resolve(viewerOf(who)) });
  const procedure = path.split('.').reduce<unknown>((at, name) => Reflect.get(Object(at), name), caller) as (value: unknown) => Promise<unknown>;
  try {
    await procedure(value);
    return 'OK';
  } catch (error) {
    const code: unknown = Reflect.get(Object(error), 'code');
    return typeof code === 'string' ? code : String(error);
  }
}

test('every procedure has its line, and every line its procedure', () => {
  expect(Object.keys(appRouter._def.procedures).sort()).toEqual(Object.keys(PROCEDURES).sort());
});

describe.each(Object.keys(PROCEDURES))('%s', (path) => {
  const { audience, input: make } = PROCEDURES[path]!;

  test.each(WHO)('lets %s in or not', async (who) => {
    const code = await call(path, who, make());
    if (audience !== 'public' && who === 'visitor') expect(code).toBe('UNAUTHORIZED');
    else if (audience === 'admin' && who !== 'admin') expect(code).toBe('FORBIDDEN');
    else expect(['UNAUTHORIZED', 'FORBIDDEN']).not.toContain(code);
  });

  test('refuses roles, owners, prices and operators smuggled into its input', async () => {
    const value = make();
    if (value === undefined) return;
    for (const smuggled of [{ role: 'admin' }, { isAdmin: true }, { sellerId: world.sellers.one }, { userId: world.buyerA }, { priceMinor: { not: '' } }, { totalMinor: 1 }, JSON.parse('{"constructor": {"x": 1}}') as object]) {
      expect(await call(path, 'admin', { ...(value as object), ...smuggled }), JSON.stringify(smuggled)).toBe('BAD_REQUEST');
    }
    for (const key of Object.keys(value as object)) expect(await call(path, 'admin', { ...(value as object), [key]: { not: '' } }), key).toBe('BAD_REQUEST');
  });
});

test.each(Object.keys(PROCEDURES).filter((path) => PROCEDURES[path]!.foreign))('%s denies that somebody else’s thing exists', async (path) => {
  const { audience, input: make } = PROCEDURES[path]!;
  for (const who of WHO.filter((one) => audience === 'public' || one !== 'visitor')) expect(await call(path, who, make()), who).toBe('NOT_FOUND');
});
