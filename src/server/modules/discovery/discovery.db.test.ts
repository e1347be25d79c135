import type { Prisma } from '@generated/client';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appRouter } from '@/server/api/root';
import { createCallerFactory } from '@/server/api/trpc';
import { setClock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { DAY_MS } from '@/shared/time';
import { createBundle, grantKey } from '@/testing/bundles';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createProduct, createWorld, type Product, type World } from '@/testing/world';
import { recordEvents } from '../analytics/record-events';
import { LINK_DAYS } from '../experiments/cut-clicks';
import { startExperiment } from '../experiments/start-experiment';
import { stopExperiment } from '../experiments/stop-experiment';
import { createExperiment } from '../experiments/create-experiment';
import { listExperiments } from '../experiments/list-experiments';
import { getExperimentResult } from '../experiments/get-experiment-result';
import { answerQuestions } from './answer-questions';
import { forgetSignal } from './forget-signal';
import { forgetSignals } from './forget-signals';
import { learnNeighbours } from './learn-neighbours';
import { relearnNeighbours } from './learning.queries';
import { listNearby } from './list-nearby';
import { listPopular } from './list-popular';
import { listRecommendations } from './list-recommendations';
import { listSignals } from './list-signals';
import { mergeSignals } from './merge-signals';
import { MOST_VIEWS, noteViews } from './note-views';
import { personalData } from './personal-data';
import { refreshCandidates } from './refresh-candidates';
import type { Audience } from './subject';
import { sweepSignals } from './sweep-signals';

let database: TestDatabase;
let platform: Platform;
let world: World;
let owner: pg.Client;
/** Node.js and queues; Node.js and on-call; nothing in common with anything. */
let queue: Product, pager: Product, plain: Product;

const visitorId = `v_${'a'.repeat(22)}`;
const person = (userId: string, over: Partial<Audience> = {}): Audience => ({ userId, visitorId: null, refusesTracking: false, ...over });
const visitor: Audience = { userId: null, visitorId, refusesTracking: false };
const home = (audience: Audience) => listRecommendations(platform, { audience, place: 'home', near: { productIds: [], tie: 'here' }, limit: 6 });
const answers = { role: null, tools: ['node'], problem: null };

async function product(slug: string, facts: { type: string; tags: string[]; worksWith: string[] }): Promise<Product> {
  const made = await createProduct(owner, world.sellers.one, { slug, status: 'published', priceMinor: 2_000 });
  await owner.query('update products set type = $2, tags = $3, works_with = $4 where id = $1', [made.id, facts.type, facts.tags, facts.worksWith]);
  await owner.query('select app.refresh_catalog_entries(array[$1])', [made.id]);
  return made;
}
const buys = (userId: string, { id }: Product) => grantKey(owner, { productId: id, userId });
const signalsOf = async () => (await owner.query<{ kind: string; value: string; seen: number; owner: string }>('select kind, value, seen, coalesce(user_id::text, visitor_id) as owner from discovery_signals order by kind, value')).rows;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  queue = await product('express-queue', { type: 'node', tags: ['queue'], worksWith: ['Node.js', 'Postgres'] });
  pager = await product('pager-runbook', { type: 'runbook', tags: ['on-call', 'queue'], worksWith: ['Node.js'] });
  await product('frames', { type: 'jupyter', tags: ['statistics'], worksWith: ['pandas'] });
  plain = await product('plain', { type: 'prompt', tags: [], worksWith: [] });
});
beforeEach(async () => {
  await owner.query('delete from recommendation_exposures; delete from experiments; delete from discovery_signals; delete from entitlements; delete from product_neighbours');
  await refreshCandidates(platform);
});
afterEach(() => setClock());
afterAll(async () => {
  await owner.end();
  await platform.close();
  await database.drop();
});

describe('what is recommended', () => {
  it('says why, from what was answered and what is owned, and leaves out what is owned', async () => {
    await buys(world.buyerA, queue);
    await answerQuestions(platform, { audience: person(world.buyerA), input: { ...answers, problem: 'incidents' } });
    const { items, isPersonal, answers: given } = await home(person(world.buyerA));
    expect(isPersonal).toBe(true);
    expect(given).toEqual({ role: null, tools: ['node'], problem: 'incidents' });
    expect(items[0]).toMatchObject({ id: pager.id, reason: 'Because you use Node.js and want fewer nights on call.', confidence: 'high' });
    expect(items.map(({ id }) => id)).not.toContain(queue.id);
  });

  it('is nothing that has left the shop, though the lists still name it', async () => {
    const passing = await product('passing', { type: 'node', tags: ['queue'], worksWith: ['Node.js'] });
    await refreshCandidates(platform);
    await answerQuestions(platform, { audience: visitor, input: answers });
    expect((await home(visitor)).items.map(({ id }) => id)).toContain(passing.id);
    await owner.query(`update products set status = 'archived' where id = $1`, [passing.id]);
    expect((await home(visitor)).items.map(({ id }) => id)).not.toContain(passing.id);
    expect((await listPopular(platform, { limit: 20 })).map(({ id }) => id)).not.toContain(passing.id);
  });

  it('names nothing of what is not published, but to who owns it', async () => {
    const secret = await product('secret-kit', { type: 'node', tags: ['queue'], worksWith: ['Node.js'] });
    await owner.query(`update products set status = 'archived' where id = $1`, [secret.id]);
    const beside = async (audience: Audience, place: 'product' | 'cart' = 'cart') => JSON.stringify(await listNearby(platform, { viewer: null, audience, productIds: place === 'cart' ? [secret.id] : [plain.id], place }));
    expect(await beside(visitor)).not.toContain('secret-kit');
    await buys(world.buyerA, secret);
    expect(await beside(person(world.buyerA), 'product')).toContain('you own secret-kit');
  });

  it('is what an organization owns for none of its members', async () => {
    await grantKey(owner, { productId: queue.id, organizationId: world.organizations.buying });
    await answerQuestions(platform, { audience: person(world.orgMember), input: answers });
    expect((await home(person(world.orgMember))).items.map(({ id }) => id)).not.toContain(queue.id);
  });

  it('learns what goes with what from three people, and nothing from fewer in however many browsers', async () => {
    await Promise.all([world.buyerA, world.buyerB].flatMap((userId) => [buys(userId, queue), buys(userId, plain)]));
    for (const letter of ['b', 'c', 'd']) await noteViews(platform, { audience: { ...visitor, visitorId: `v_${letter.repeat(22)}` }, productIds: [queue.id, plain.id] });
    await learnNeighbours(platform);
    expect((await owner.query('select 1 from product_neighbours')).rowCount).toBe(0);
    await Promise.all([buys(world.orgMember, queue), buys(world.orgMember, plain), buys(world.orgOwner, queue)]);
    await learnNeighbours(platform);
    const { items } = await home(person(world.orgOwner));
    expect(items.find(({ id }) => id === plain.id)?.reason).toBe('Because people who chose express-queue chose this as well.');
  });

  it('is learned without pairing every product with every other, however many there are', async () => {
    await owner.query(`set session_replication_role = replica; insert into discovery_signals (id, user_id, kind, value, product_id, first_at, last_at, expires_at)
      select 'sig_' || g, md5((g / 20)::text)::uuid, 'view', g * 37 % 1000, g * 37 % 1000, now(), now(), now() + interval '1 day' from generate_series(1, 8000) g; analyze discovery_signals; set session_replication_role = default`);
    // The planner takes them for a million.
    await owner.query(`update pg_class set reltuples = 1000000 where oid = 'discovery_signals'::regclass`);
    const plans: string[] = [];
    const explain = { rows: async ({ text, values }: Prisma.Sql) => (plans.push((await owner.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values)).rows.map((row) => row['QUERY PLAN']).join('\n')), []) };
    await relearnNeighbours(explain, { moment: { now: new Date(Date.now() + DAY_MS / 2), since: new Date(0) }, part: 0, parts: 8 });
    expect(plans[0]).toMatch(/CTE Scan on norms/);
    expect(plans[0]).not.toMatch(/Nested Loop.*\n\s*->\s+CTE Scan on norms/);
  });

  it('goes with the product on the page, and completes the bundle one has a part of', async () => {
    const bundle = await createBundle(owner, world.sellers.one, { slug: 'night-kit', priceMinor: 3_000, parts: [queue, pager].map(({ id, variantId }) => ({ productId: id, variantId })) });
    await buys(world.buyerA, queue);
    const nearby = await listNearby(platform, { viewer: { userId: world.buyerA, role: 'customer' }, audience: person(world.buyerA), productIds: [pager.id], place: 'product' });
    expect(nearby.bundle).toMatchObject({ slug: bundle.slug, priceMinor: 3_000, ownPriceMinor: 1_500, partCount: 2, have: ['express-queue'], missing: ['pager-runbook'], reason: 'Because you own express-queue, which is taken off the price.' });
    expect(nearby.items.map(({ id }) => id)).not.toContain(pager.id);
    const guest = await listNearby(platform, { viewer: null, audience: { ...visitor, visitorId: null }, productIds: [queue.id], place: 'cart' });
    expect(guest.bundle?.reason).toBe('Because express-queue is in your cart and is one of its 2 parts.');
    expect(guest.items.find(({ id }) => id === pager.id)?.reason).toBe('Because express-queue is in your cart.');
    await owner.query(`update products set status = 'archived' where id = $1`, [bundle.id]);
  });
});

describe('what is kept', () => {
  it('is seen, changed and erased by whose it is, and by nobody else', async () => {
    await answerQuestions(platform, { audience: person(world.buyerA), input: { role: 'data', tools: ['node', 'python'], problem: null } });
    await answerQuestions(platform, { audience: person(world.buyerA), input: { role: 'operations', tools: ['node'], problem: null } });
    const sheet = await listSignals(platform, { audience: person(world.buyerA) });
    expect(sheet.signals.map(({ label }) => label).sort()).toEqual(['I keep things running', 'Node.js']);
    const signalId = sheet.signals[0]!.id;
    await expect(forgetSignal(platform, { audience: person(world.buyerB), input: { signalId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(forgetSignal(platform, { audience: visitor, input: { signalId } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await forgetSignal(platform, { audience: person(world.buyerA), input: { signalId } });
    expect(await forgetSignals(platform, person(world.buyerA))).toEqual({ forgotten: 1 });
    expect((await home(person(world.buyerA))).isPersonal).toBe(false);
  });

  it('is views of whoever allowed it, once each, and only the newest', async () => {
    await noteViews(platform, { audience: { ...visitor, visitorId: null, userId: world.buyerA }, productIds: [queue.id] });
    await noteViews(platform, { audience: { ...visitor, refusesTracking: true }, productIds: [queue.id] });
    expect(await signalsOf()).toEqual([]);
    await noteViews(platform, { audience: visitor, productIds: [queue.id, queue.id, world.products.draft.id] });
    await noteViews(platform, { audience: visitor, productIds: [queue.id] });
    expect(await signalsOf()).toEqual([{ kind: 'view', value: queue.id, seen: 2, owner: visitorId }]);
    expect(MOST_VIEWS).toBeGreaterThan(10);
  });

  it('is nothing where the browser asks for nothing, and nothing kept is used', async () => {
    await answerQuestions(platform, { audience: person(world.buyerA), input: answers });
    const refusing = person(world.buyerA, { refusesTracking: true });
    await expect(answerQuestions(platform, { audience: refusing, input: answers })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'tracking_refused' } });
    const { items, isPersonal } = await home(refusing);
    expect(isPersonal).toBe(false);
    expect(items.every(({ reason }) => !reason.startsWith('Because'))).toBe(true);
    await expect(answerQuestions(platform, { audience: { ...visitor, visitorId: null }, input: answers })).rejects.toMatchObject({ details: { reason: 'no_cookie' } });
  });

  it('ends after ninety days: unused at once, deleted by the job', async () => {
    await answerQuestions(platform, { audience: visitor, input: answers });
    const later = new Date(Date.now() + 90 * DAY_MS + 1_000);
    setClock({ now: () => later });
    expect((await home(visitor)).isPersonal).toBe(false);
    expect(await signalsOf()).toHaveLength(1);
    expect(await sweepSignals(platform)).toBe(1);
    expect(await sweepSignals(platform)).toBe(0);
  });

  it('comes along at sign-in: once, to one person, and what they said themselves stands', async () => {
    await answerQuestions(platform, { audience: visitor, input: { role: 'data', tools: ['node'], problem: 'payments' } });
    await noteViews(platform, { audience: visitor, productIds: [queue.id] });
    await answerQuestions(platform, { audience: person(world.buyerA), input: { role: 'operations', tools: ['node'], problem: null } });
    const both = person(world.buyerA, { visitorId });
    await Promise.all([mergeSignals(platform, both), mergeSignals(platform, both), home(both)]);
    await mergeSignals(platform, person(world.buyerB, { visitorId }));
    expect(await signalsOf()).toEqual([
      { kind: 'problem', value: 'payments', seen: 1, owner: world.buyerA },
      { kind: 'role', value: 'operations', seen: 1, owner: world.buyerA },
      { kind: 'tool', value: 'node', seen: 2, owner: world.buyerA },
      { kind: 'view', value: queue.id, seen: 1, owner: world.buyerA },
    ]);
  });
});

describe('an experiment', () => {
  const asked = () => ({ viewer: { userId: world.admin, role: 'admin' as const }, requestId: 'r' });
  const draft = async () => (await createExperiment(platform, { ...asked(), input: { name: 'Learned', hypothesis: '', arms: [{ strategy: 'rules', weight: 1 }, { strategy: 'learned', weight: 1 }], trafficPercent: 100 } })).experimentId;

  it('counts nobody whom an admin looks as, whose signals the admin neither reads nor adds to', async () => {
    const experimentId = await draft();
    await startExperiment(platform, { ...asked(), input: { experimentId } });
    await answerQuestions(platform, { audience: person(world.buyerA), input: { role: 'data', tools: [], problem: null } });
    await answerQuestions(platform, { audience: visitor, input: answers });
    const before = await signalsOf();
    const cookie = `latchkey_consent=all; latchkey-visitor=${visitorId.slice(2)}`;
    const header = (name: string) => (name === 'cookie' ? cookie : name === 'user-agent' ? 'Mozilla/5.0' : null);
    const caller = createCallerFactory(appRouter)({ platform, requestId: 'test', ip: '127.0.0.1', header, viewer: () => Promise.resolve({ userId: world.buyerA, role: 'customer', seenBy: world.admin }), setCookie: () => undefined });
    expect(await caller.discovery.home()).toMatchObject({ isPersonal: false, answers: { role: null, tools: [], problem: null } });
    await caller.discovery.forProduct({ productId: queue.id });
    expect(await signalsOf()).toEqual(before);
    expect((await owner.query('select from recommendation_exposures where experiment_id = $1', [experimentId])).rows).toEqual([]);
  });

  it('logs who was shown it once a day, counts clicks and purchases, and ends', async () => {
    const [older, experimentId] = [await draft(), await draft()];
    const page = await listExperiments(platform.db, { ...asked(), input: { limit: 1 } });
    expect(page.items).toMatchObject([{ id: experimentId, status: 'draft' }]);
    expect((await listExperiments(platform.db, { ...asked(), input: { limit: 1, cursor: page.nextCursor ?? '' } })).items).toMatchObject([{ id: older }]);
    await startExperiment(platform, { ...asked(), input: { experimentId } });
    await answerQuestions(platform, { audience: person(world.buyerA), input: answers });
    await answerQuestions(platform, { audience: visitor, input: answers });
    const [first, again] = [await home(person(world.buyerA)), await home(person(world.buyerA))];
    const recommendationId = first.items[0]!.recommendationId;
    expect(again.items[0]!.recommendationId).toBe(recommendationId);
    await home(visitor);
    // Nothing of theirs is known, so it makes no difference to them.
    await home(person(world.buyerB));
    expect((await owner.query('select 1 from recommendation_exposures')).rowCount).toBe(2);
    await owner.query(`insert into analytics_events (id, name, visitor, product_id, seller_id, place, recommendation_id, at) values ('anl_1', 'click', 'visitor-1', $1, $2, 'recommendation', $3, now())`, [queue.id, world.sellers.one, recommendationId]);
    await owner.query(`insert into orders (id, buyer_user_id, status, currency, subtotal_minor, total_minor, paid_at, expires_at) values ('ord_x', $1, 'paid', 'usd', 0, 0, now(), now())`, [world.buyerA]).catch(() => undefined);
    const { arms, experiment } = await getExperimentResult(platform.db, { ...asked(), input: { experimentId } });
    expect(experiment).toMatchObject({ status: 'running', subjects: 2 });
    expect(arms.reduce((sum, { subjects }) => sum + subjects, 0)).toBe(2);
    expect(arms.reduce((sum, { clickThrough }) => sum + clickThrough.hits, 0)).toBe(1);
    await stopExperiment(platform, { ...asked(), input: { experimentId } });
    expect((await home(person(world.buyerA))).items[0]!.recommendationId).not.toBe(recommendationId);
    await expect(stopExperiment(platform, { ...asked(), input: { experimentId } })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(startExperiment(platform, { ...asked(), input: { experimentId } })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  const show = (experimentId: string, day: string, { strategy, subject, userId }: { strategy: string; subject: string; userId: string | null }) => owner.query(
    `insert into recommendation_exposures (id, experiment_id, strategy, subject, user_id, day, shown_at) values ('rcm_' || $3::text || $5::text, $1, $2, repeat($3, 64), $4, $5::date, $5::timestamptz)`, [experimentId, strategy, subject, userId, day]);

  it('counts everybody once, leaves out who saw two arms, and takes no renewal for a purchase', async () => {
    const experimentId = await draft();
    await startExperiment(platform, { ...asked(), input: { experimentId } });
    const [a, b, c, d] = [world.buyerA, world.buyerB, world.orgOwner, world.orgMember];
    for (const [strategy, subject, userId] of [['rules', 'a', a], ['rules', 'b', a], ['rules', 'c', b], ['learned', 'd', b], ['learned', 'e', c], ['learned', 'f', d]] as const) {
      for (const day of ['2026-01-01', '2026-01-02']) await show(experimentId, day, { strategy, subject, userId });
    }
    await owner.query(`insert into analytics_events (id, name, visitor, product_id, seller_id, place, recommendation_id, at) select 'anl_' || id, 'click', 'visitor-1', $1, $2, 'recommendation', id, now() from recommendation_exposures where user_id = any ($3)`, [queue.id, world.sellers.one, [a, b]]);
    await owner.query('set session_replication_role = replica');
    await owner.query('delete from orders where buyer_user_id = $1', [a]);
    for (const [buyer, renewed] of [[c, null], [d, 'x']]) await owner.query(`insert into orders (id, buyer_user_id, status, currency, subtotal_minor, total_minor, paid_at, expires_at, subscription_id, stripe_invoice_id) values ('ord_' || $1::text, $1::uuid, 'paid', 'usd', 5, 5, now() - interval '1 minute', now(), $2, $2)`, [buyer, renewed]);
    const { arms } = await getExperimentResult(platform.db, { ...asked(), input: { experimentId } });
    await owner.query('delete from orders where buyer_user_id = any ($1)', [[c, d]]);
    await owner.query('set session_replication_role = origin');
    expect(arms).toMatchObject([{ subjects: 1, clickThrough: { hits: 1, of: 1 }, purchase: { hits: 0, of: 1 } }, { subjects: 2, clickThrough: { hits: 0, of: 2 }, purchase: { hits: 1, of: 2 } }]);
  });

  /** Exposures that say exactly when something of the log was done. */
  const timesInCommon = async () => (await owner.query<{ id: string }>(`select e.id from recommendation_exposures e join analytics_events a on to_jsonb(e)::text like '%' || (to_jsonb(a.at) #>> '{}') || '%'`)).rows;

  it('keeps its counts when somebody is forgotten, not whom it counted, and neither long after its end', async () => {
    await owner.query('delete from analytics_events');
    const experimentId = await draft();
    await startExperiment(platform, { ...asked(), input: { experimentId } });
    const names = async () => (await owner.query<{ name: string | null }>('select unnest(array[id, subject, user_id::text]) as name from recommendation_exposures')).rows.flatMap(({ name }) => name ?? []);
    const sum = async () => (await getExperimentResult(platform.db, { ...asked(), input: { experimentId } })).arms.reduce((all, { subjects, clickThrough }) => `${all} ${subjects}/${clickThrough.hits}`, '');
    for (const audience of [person(world.buyerA), person(world.buyerB), visitor]) {
      await answerQuestions(platform, { audience, input: answers });
      const { recommendationId } = (await home(audience)).items[0]!;
      await owner.query(`insert into analytics_events (id, name, visitor, product_id, seller_id, place, recommendation_id, at) values ('anl_' || $3::text, 'click', 'visitor-1', $1, $2, 'recommendation', $3, now())`, [queue.id, world.sellers.one, recommendationId]);
    }
    const [known, counted] = [await names(), await sum()];
    await forgetSignals(platform, person(world.buyerA, { visitorId }));
    await platform.db.asService('a test', (tx) => personalData.erase!(tx, { userId: world.buyerB, email: '', names: [] }));
    expect((await names()).filter((name) => known.includes(name))).toEqual([]);
    expect([known.length, (await names()).length, await sum()]).toEqual([8, 6, counted]);
    // Of who was forgotten no click leads anywhere any more, also not one from a page that was open before.
    expect((await owner.query('select from analytics_events where recommendation_id is not null')).rowCount).toBe(0);
    expect(await timesInCommon()).toEqual([]);
    const old = known.find((name) => name.startsWith('rcm_'))!;
    await recordEvents(platform, [{ name: 'click', visitor: 'visitor-1', place: 'recommendation', productId: queue.id, recommendationId: old, at: new Date() }]);
    expect((await owner.query('select recommendation_id = $1 as known from analytics_events where recommendation_id is not null', [old])).rows).toEqual([{ known: false }]);
    await stopExperiment(platform, { ...asked(), input: { experimentId } });
    for (const [days, left] of [[89, 6], [91, 0]] as const) {
      setClock({ now: () => new Date(Date.now() + days * DAY_MS) });
      await sweepSignals(platform);
      expect(await names()).toHaveLength(left);
    }
  });

  it('lets no click lead to whom it was shown for longer than signals are kept, and counts it still', async () => {
    const experimentId = await draft();
    await startExperiment(platform, { ...asked(), input: { experimentId } });
    for (const [subject, userId] of [['a', world.buyerA], ['b', world.buyerB]] as const) await show(experimentId, '2026-01-01', { strategy: 'rules', subject, userId });
    await owner.query('delete from analytics_events');
    await owner.query(`insert into analytics_events (id, name, visitor, product_id, seller_id, place, recommendation_id, at) select 'anl_' || n, n, 'visitor-1', $1, $2, 'recommendation', (select id from recommendation_exposures where user_id = $3), now() from unnest('{click,view}'::text[]) n`, [queue.id, world.sellers.one, world.buyerA]);
    const seen = async () => [(await owner.query('select from analytics_events where recommendation_id is not null')).rowCount, (await getExperimentResult(platform.db, { ...asked(), input: { experimentId } })).arms[0]?.clickThrough];
    for (const [days, links] of [[LINK_DAYS - 1, 2], [LINK_DAYS + 1, 0]] as const) {
      setClock({ now: () => new Date(Date.now() + days * DAY_MS) });
      await sweepSignals(platform);
      expect(await seen(), `after ${days} days`).toMatchObject([links, { hits: 1, of: 2 }]);
      expect(await timesInCommon()).toEqual([]);
    }
    // What is clicked after the end counts no more where it is cut than before.
    setClock();
    await stopExperiment(platform, { ...asked(), input: { experimentId } });
    await owner.query(`insert into analytics_events (id, name, visitor, product_id, seller_id, place, recommendation_id, at) select 'anl_late', 'click', 'visitor-2', $1, $2, 'recommendation', (select id from recommendation_exposures where user_id = $3), now() + interval '1 minute'`, [queue.id, world.sellers.one, world.buyerB]);
    await forgetSignals(platform, person(world.buyerB));
    expect(await seen()).toMatchObject([0, { hits: 1, of: 2 }]);
  });

  it('runs alone, however many are started at once, and cannot be changed once it runs', async () => {
    const ids = await Promise.all([draft(), draft(), draft()]);
    const outcomes = await Promise.allSettled(ids.map((experimentId) => startExperiment(platform, { ...asked(), input: { experimentId } })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(owner.query(`update experiments set traffic_percent = 5 where started_at is not null`)).rejects.toMatchObject({ code: '23001' });
    await expect(getExperimentResult(platform.db, { viewer: { userId: world.buyerA, role: 'customer' }, input: { experimentId: ids[0] } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
