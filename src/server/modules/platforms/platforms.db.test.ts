import { createHash, generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { setClock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import { PLATFORM_SCOPES } from '@/shared/contracts/api-keys';
import { CreateTierInput, UpdatePlatformInput } from '@/shared/contracts/platforms';
import { HOUR_MS } from '@/shared/time';
import { assertBooks } from '@/testing/oracle';
import { outcomeOf as code, stagePlan, stagePlatform, tier } from '@/testing/platforms';
import { startShop, type Shop } from '@/testing/shop';
import { addSigner } from './add-signer';
import { archivePlatform } from './archive-platform';
import { archiveTier } from './archive-tier';
import { createPlatform } from './create-platform';
import { createPlatformKey } from './create-platform-key';
import { createTier } from './create-tier';
import { getPlatform } from './get-platform';
import { goLive } from './go-live';
import { listCustomers } from './list-customers';
import { listPlatformKeys } from './list-platform-keys';
import { listPlatforms } from './list-platforms';
import { listSigners } from './list-signers';
import { listTiers } from './list-tiers';
import { putCustomer } from './put-customer';
import { requestCharges } from './request-charges';
import { revokePlatformKey } from './revoke-platform-key';
import { rotatePlatformKey } from './rotate-platform-key';
import { setCustomer } from './set-customer';
import { syncTierPrices } from './sync-tier-prices';
import { updateTier } from './update-tier';

let shop: Shop;
let owner: Viewer;
let stranger: Viewer;
const seller = 'northbeam';

beforeAll(async () => {
  shop = await startShop();
  await shop.sql(`update sellers set country = 'DE'`);
  [owner, stranger] = [shop.viewer('sellerOne'), shop.viewer('orgOwner')];
});
afterEach(async () => {
  setClock();
  await fetch(`${shop.stripeUrl}/_double/faults`, { method: 'DELETE' });
  await assertBooks(shop.platform.db);
});
afterAll(() => shop.stop());

const db = () => shop.platform.db;
const act = <Input extends object>(input: Input, viewer = owner) => ({ viewer, input: { seller, ...input } });
const fresh = (name?: string) => stagePlatform(shop, { viewer: owner, seller, ...(name !== undefined && { name }) });
const asService = <T>(work: Parameters<typeof shop.platform.db.asService<T>>[1]) => db().asService('a test', work);
const prices = (platformId: string) => shop.sql<{ mode: string; amount_minor: string; archived: boolean; stripe_price_id: string }>(
  `select mode, x.amount_minor, x.archived_at is not null as archived, stripe_price_id from platform_prices x join platform_tiers t on t.id = x.tier_id where t.platform_id = $1 order by x.created_at`, [platformId]);

describe('a new platform', () => {
  it('is in preview at once, with a tier to start on, a first key and an account with the house', async () => {
    // A seller of its own: another test puts the first one on a paid plan.
    const other = <Input extends object>(input: Input) => ({ viewer: { userId: shop.world.sellerTwo, role: 'customer' as const }, input: { seller: 'oda', ...input } });
    const { platformId, key } = await createPlatform(db(), other({ name: 'Weather of the North' }));
    expect(key).toMatch(/^lk_preview_[A-Za-z0-9_-]{43}$/);
    const view = await getPlatform(shop.platform, other({ platformId }));
    expect(view).toMatchObject({ slug: 'weather-of-the-north', liveAt: null, meters: ['calls'], plan: { tier: 'free', limit: 5, used: 0, isPaid: false, productSlug: 'developer-plan' }, hasCalled: false, tierCount: 1 });
    expect((await listPlatforms(shop.platform, other({ limit: 50 }))).items.map(({ id }) => id)).toContain(platformId);
    expect(await shop.sql(`select external_id, mode from customers c join platforms p on p.account_id = c.id where p.id = $1`, [platformId])).toEqual([{ external_id: shop.world.organizations.two, mode: 'live' }]);
    expect(await shop.sql(`select p.is_house, t.slug, t.unit_limit::int, t.amount_minor::int from platforms p join platform_tiers t on t.platform_id = p.id where p.is_house order by t.position`)).toEqual([
      { is_house: true, slug: 'free', unit_limit: 5, amount_minor: 0 }, { is_house: true, slug: 'developer', unit_limit: 500, amount_minor: 2_900 },
    ]);
  });

  it('makes one house and one account, however many begin at once', async () => {
    await Promise.all(Array.from({ length: 4 }, () => createPlatform(db(), act({ name: 'Twin' }))));
    expect(await shop.sql('select 1 from platforms where is_house')).toHaveLength(1);
    expect(await shop.sql(`select 1 from products where slug = 'developer-plan'`)).toHaveLength(1);
    expect(await shop.sql(`select 1 from customers where external_id = $1`, [shop.world.organizations.one])).toHaveLength(1);
  });

  it('is for admins of sellers that were let in', async () => {
    expect(await code(createPlatform(db(), act({ name: 'Mine' }, stranger)))).toBe('NOT_FOUND');
    await shop.sql(`insert into sellers (id, organization_id, slug, name, lifecycle) values ('slr_early', $1, 'early', 'Early', 'applied')`, [shop.world.organizations.buying]);
    const begin = (viewer: Viewer) => code(createPlatform(db(), { viewer, input: { seller: 'early', name: 'Early' } }));
    expect(await begin(stranger)).toBe('CONFLICT seller');
    await shop.sql(`update sellers set lifecycle = 'approved' where slug = 'early'`);
    expect(await begin(stranger)).toBe('done');
    expect(await begin(shop.viewer('orgMember'))).toBe('FORBIDDEN role');
  });

  it('ends with all its keys, and not while somebody pays for it', async () => {
    const { platformId } = await fresh();
    await asService((tx) => putCustomer(tx, { platformId, mode: 'preview', externalId: 'ada', source: 'default', at: new Date() }));
    await shop.sql(`update customers set stripe_subscription_id = 'sub_x' where platform_id = $1`, [platformId]);
    expect(await code(archivePlatform(db(), act({ platformId })))).toBe('CONFLICT paying');
    await shop.sql(`update customers set stripe_subscription_id = null where platform_id = $1`, [platformId]);
    await archivePlatform(db(), act({ platformId }));
    expect(await shop.sql('select 1 from api_keys where platform_id = $1 and revoked_at is null', [platformId])).toEqual([]);
    expect(await code(createTier(db(), act({ platformId, tier: tier('late') })))).toBe('CONFLICT archived');
  });

  it('takes origins that are origins', () => {
    const parse = (allowedOrigins: string[]) => UpdatePlatformInput.safeParse({ seller, platformId: `plt_${'0'.repeat(26)}`, name: 'Weather', meters: ['calls'], allowedOrigins, graceDays: 7 }).success;
    for (const good of ['https://app.example', 'https://app.example:8443', 'http://localhost:3000', 'http://127.0.0.1:5173']) expect([good, parse([good])]).toEqual([good, true]);
    for (const bad of ['http://app.example', 'https://app.example/', 'https://app.example/x', '*', 'null', 'https://*.example', 'https://user@app.example', 'ftp://localhost', 'http://localhost.evil.example']) expect([bad, parse([bad])]).toEqual([bad, false]);
    expect(parse(['https://a.example', 'https://a.example'])).toBe(false);
  });
});

describe('tiers', () => {
  it('hold what was typed to the field', () => {
    const fault = (terms: object) => CreateTierInput.safeParse({ seller, platformId: `plt_${'0'.repeat(26)}`, tier: { ...tier('pro'), ...terms } }).error?.issues.map(({ path }) => path.join('.')) ?? [];
    expect(fault({})).toEqual([]);
    expect([fault({ slug: 'Pro!' }), fault({ name: '' }), fault({ unitLimit: -1 }), fault({ ratePerMinute: 0 }), fault({ amountMinor: 1 }), fault({ currency: 'xxx' }), fault({ isDefault: true }), fault({ extra: 1 })]).toEqual([
      ['tier.slug'], ['tier.name'], ['tier.unitLimit'], ['tier.ratePerMinute'], ['tier.amountMinor'], ['tier.currency'], ['tier.isDefault'], ['tier'],
    ]);
  });

  it('have one default, and are archived when nobody is on them', async () => {
    const { platformId, tierId } = await fresh();
    const free = (await listTiers(db(), act({ platformId }))).find(({ slug }) => slug === 'free')!;
    expect(await code(createTier(db(), act({ platformId, tier: tier('pro') })))).toBe('CONFLICT slug_taken');
    expect(await code(updateTier(db(), act({ platformId, tierId: free.id, tier: tier('free', { amountMinor: 0 }) })))).toBe('INVALID_INPUT default');
    const { tierId: trial } = await createTier(db(), act({ platformId, tier: tier('trial', { amountMinor: 0, isDefault: true }) }));
    expect((await listTiers(db(), act({ platformId }))).filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([trial]);
    await setCustomer(db(), act({ platformId, mode: 'preview' as const, externalId: 'ada', tier: 'pro' }));
    expect(await code(archiveTier(db(), act({ platformId, tierId })))).toBe('CONFLICT customers');
    await expect(archiveTier(db(), act({ platformId, tierId }))).rejects.toThrow('One customer is on this tier');
    expect(await code(archiveTier(db(), act({ platformId, tierId: trial })))).toBe('CONFLICT default');
    await setCustomer(db(), act({ platformId, mode: 'preview' as const, externalId: 'ada', tier: 'trial' }));
    await archiveTier(db(), act({ platformId, tierId }));
    expect(await code(setCustomer(db(), act({ platformId, mode: 'preview' as const, externalId: 'ada', tier: 'pro' })))).toBe('INVALID_INPUT unknown_tier');
  });

  it('are known at Stripe once, also to two who ask at once and after a failure; a changed price is another, and the old is put aside', async () => {
    const { platformId, tierId } = await createPlatform(db(), act({ name: 'Priced' })).then(async (made) => ({ ...made, ...(await createTier(db(), act({ platformId: made.platformId, tier: tier('pro') }))) }));
    await shop.control('faults', { route: 'POST /v1/prices', fail: 1 });
    await Promise.allSettled([syncTierPrices(shop.platform, { platformId, mode: 'preview' }), syncTierPrices(shop.platform, { platformId, mode: 'preview' })]);
    await syncTierPrices(shop.platform, { platformId, mode: 'preview' });
    const [first] = await prices(platformId);
    expect(await shop.platform.stripe.prices.list({ product: tierId }).then(({ data }) => data.map(({ id, unit_amount: amount, recurring }) => [id, amount, recurring?.interval]))).toEqual([[first!.stripe_price_id, 900, 'month']]);
    await updateTier(db(), act({ platformId, tierId, tier: tier('pro', { amountMinor: 1_200 }) }));
    await shop.work();
    expect((await prices(platformId)).map(({ amount_minor: amount, archived }) => [Number(amount), archived])).toEqual([[900, true], [1_200, false]]);
    expect((await shop.platform.stripe.prices.retrieve(first!.stripe_price_id)).active).toBe(false);
    await updateTier(db(), act({ platformId, tierId, tier: tier('pro') }));
    await shop.work();
    expect((await shop.platform.stripe.prices.retrieve(first!.stripe_price_id)).active).toBe(true);
    expect((await listTiers(db(), act({ platformId }))).find(({ id }) => id === tierId)?.pricedIn).toEqual(['preview']);
    await archiveTier(db(), act({ platformId, tierId }));
    await shop.work();
    expect(await shop.platform.stripe.prices.list({ product: tierId, active: true }).then(({ data }) => data)).toEqual([]);
  });
});

describe('keys', () => {
  it('K03: are shown once, and kept as a hash with a fixed beginning; nothing that is stored or answered again holds them', async () => {
    const { platformId, key } = await fresh();
    const created = await createPlatformKey(db(), act({ platformId, mode: 'preview' as const, name: 'server', scopes: ['usage:write' as const], expiresInDays: 30 }));
    const secrets = [key, created.key].map((text) => text.slice(18));
    const rows = await shop.sql<{ hash: Buffer; prefix: string }>('select hash, prefix from api_keys where id = $1', [created.id]);
    expect(rows.map(({ hash, prefix }) => [hash.toString('hex'), prefix])).toEqual([[createHash('sha256').update(created.key).digest('hex'), created.key.slice(0, 18)]]);
    const listed = await listPlatformKeys(db(), act({ platformId, mode: 'preview' as const, limit: 50 }));
    expect(listed.items.map(({ name, state }) => [name, state])).toEqual([['server', 'active'], ['First key', 'active']]);
    const everything = JSON.stringify([listed, await shop.sql('select row_to_json(a) from audit_log a'), await shop.sql('select row_to_json(k) from api_keys k')]);
    for (const secret of secrets) expect(everything).not.toContain(secret);
  });

  it('K04: rotate with an overlap, once, and end when they are revoked', async () => {
    const { platformId, keyId } = await fresh();
    const rotations = await Promise.allSettled([1, 2].map(() => rotatePlatformKey(db(), act({ platformId, keyId, overlapHours: 24 }))));
    expect(rotations.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const states = async () => (await listPlatformKeys(db(), act({ platformId, mode: 'preview' as const, limit: 50 }))).items.map(({ state }) => state).sort();
    expect(await states()).toEqual(['active', 'ending']);
    setClock({ now: () => new Date(Date.now() + 25 * HOUR_MS) });
    expect(await states()).toEqual(['active', 'expired']);
    setClock();
    const heir = (await listPlatformKeys(db(), act({ platformId, mode: 'preview' as const, limit: 50 }))).items.find(({ state }) => state === 'active')!;
    await revokePlatformKey(db(), act({ platformId, keyId: heir.id }));
    expect(await states()).toEqual(['ending', 'revoked']);
    expect(await code(revokePlatformKey(db(), act({ platformId, keyId: heir.id })))).toBe('NOT_FOUND');
    expect(await code(rotatePlatformKey(db(), act({ platformId, keyId: heir.id, overlapHours: 0 })))).toBe('NOT_FOUND');
  });

  it('are live once the platform is, and another platform’s are not found', async () => {
    const [one, two] = [await fresh(), await fresh()];
    expect(await code(createPlatformKey(db(), act({ platformId: one.platformId, mode: 'live' as const, name: 'early', scopes: [...PLATFORM_SCOPES], expiresInDays: null })))).toBe('CONFLICT not_live');
    expect(await code(revokePlatformKey(db(), act({ platformId: one.platformId, keyId: two.keyId })))).toBe('NOT_FOUND');
    expect(await code(rotatePlatformKey(db(), act({ platformId: one.platformId, keyId: two.keyId, overlapHours: 0 })))).toBe('NOT_FOUND');
  });

  it('that sign tokens are public, of their algorithm, and never private', async () => {
    const { platformId } = await fresh();
    const add = (algorithm: 'ES256' | 'EdDSA' | 'RS256', publicKey: string) => code(addSigner(db(), act({ platformId, mode: 'preview' as const, name: 'web', algorithm, publicKey })));
    const [ec, ed, rsa] = [generateKeyPairSync('ec', { namedCurve: 'P-256' }), generateKeyPairSync('ed25519'), generateKeyPairSync('rsa', { modulusLength: 2048 })];
    const pem = (key: typeof ec.publicKey) => key.export({ format: 'pem', type: 'spki' }).toString();
    expect([await add('ES256', pem(ec.publicKey)), await add('EdDSA', pem(ed.publicKey)), await add('RS256', JSON.stringify(rsa.publicKey.export({ format: 'jwk' })))]).toEqual(['done', 'done', 'done']);
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
    const other = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey;
    const refused = [
      await add('RS256', pem(ec.publicKey)), await add('ES256', pem(other)), await add('RS256', pem(weak)), await add('ES256', ec.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()),
      await add('ES256', JSON.stringify(ec.privateKey.export({ format: 'jwk' }))), await add('ES256', 'hello, this is not a key at all'), await add('RS256', '{"kty":"oct","k":"c2VjcmV0LXNlY3JldA"}'),
    ];
    expect(new Set(refused)).toEqual(new Set(['INVALID_INPUT publicKey']));
    const listed = await listSigners(db(), act({ platformId, mode: 'preview' as const }));
    expect(listed.map(({ algorithm, thumbprint }) => [algorithm, thumbprint.length])).toEqual([['RS256', 43], ['EdDSA', 43], ['ES256', 43]]);
  });
});

describe('customers', () => {
  it('are one to two first calls at once; of a set and a claimed tier the newer wins', async () => {
    const { platformId } = await fresh();
    const put = (rest: Partial<Parameters<typeof putCustomer>[1]> = {}) => asService((tx) => putCustomer(tx, { platformId, mode: 'preview', externalId: 'ada', source: 'default', at: new Date('2026-11-20T12:00:00Z'), ...rest }));
    const made = await Promise.all(Array.from({ length: 5 }, () => put()));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    const claim = (claimedAt: string, tierSlug = 'pro') => put({ source: 'claim', tierSlug, claimedAt: new Date(claimedAt) });
    expect((await claim('2026-11-20T12:00:01Z')).tierSource).toBe('claim');
    expect((await put({ source: 'set', tierSlug: 'free', at: new Date('2026-11-20T13:00:00Z'), name: 'Ada' })).tierSource).toBe('set');
    expect((await claim('2026-11-20T12:59:59Z')).tierSource).toBe('set');
    expect(await claim('2026-11-20T13:00:01Z')).toMatchObject({ tierSource: 'claim', name: 'Ada' });
    expect(await code(claim('2026-11-20T14:00:00Z', 'no-such'))).toBe('INVALID_INPUT unknown_tier');
    expect((await put({ name: null })).name).toBeNull();
  });

  it('are found by the beginning of id or address, page by page, in their own world', async () => {
    const { platformId } = await fresh();
    for (const [index, externalId] of ['ada', 'adam', 'a_b', 'bob'].entries()) await asService((tx) => putCustomer(tx, { platformId, mode: 'preview', externalId, source: 'default', email: `${externalId.replace('_', '-')}@x.example`, at: new Date(1_790_000_000_000 + index) }));
    const ask = (rest: object) => listCustomers(db(), act({ platformId, mode: 'preview' as const, limit: 50, q: '', ...rest }));
    expect((await ask({ q: 'ada' })).items.map(({ externalId }) => externalId)).toEqual(['adam', 'ada']);
    expect((await ask({ q: 'a_' })).items.map(({ externalId }) => externalId)).toEqual(['a_b']);
    expect((await ask({ q: 'BOB@' })).items.map(({ externalId }) => externalId)).toEqual(['bob']);
    const first = await ask({ limit: 3 });
    const rest = await ask({ limit: 3, cursor: first.nextCursor! });
    expect([...first.items, ...rest.items].map(({ externalId }) => externalId)).toEqual(['bob', 'a_b', 'adam', 'ada']);
    expect((await ask({ mode: 'live' })).items).toEqual([]);
  });
});

describe('going live', () => {
  it('says what is missing, with where to put it right, and switches once nothing is', async () => {
    const { platformId } = await fresh('Soon live');
    const needs = async () => (await goLive(shop.platform, act({ platformId }))).missing.map(({ need }) => need);
    expect(await needs()).toEqual(['plan', 'charges']);
    expect((await goLive(shop.platform, act({ platformId }))).missing.map(({ href }) => href)).toEqual(['/marketplace/developer-plan', `/seller/${seller}/platforms/${platformId}/go-live`]);
    await stagePlan(shop, shop.world.organizations.one);
    const { url } = await requestCharges(shop.platform, act({ platformId }));
    const [{ account }] = (await shop.sql<{ account: string }>('select stripe_account_id as account from sellers where slug = $1', [seller])) as [{ account: string }];
    expect((await shop.platform.stripe.accounts.retrieve(account)).capabilities).toEqual({ card_payments: 'inactive', transfers: 'inactive' });
    await fetch(url);
    expect(await needs()).toEqual(['charges']);
    await shop.control(`accounts/${account}`, { onboard: 'complete' });
    await shop.work();
    expect((await getPlatform(shop.platform, act({ platformId }))).missing.map(({ need }) => need)).toEqual(['prices']);
    const { liveAt, missing } = await goLive(shop.platform, act({ platformId }));
    expect([liveAt === null, missing]).toEqual([false, []]);
    expect((await prices(platformId)).map(({ mode }) => mode).sort()).toEqual(['live', 'preview']);
    expect((await goLive(shop.platform, act({ platformId }))).liveAt).toBe(liveAt);
    expect((await createPlatformKey(db(), act({ platformId, mode: 'live' as const, name: 'server', scopes: ['usage:write' as const], expiresInDays: null }))).key).toMatch(/^lk_live_/);
    // Nothing is left to say at Stripe: the way leads straight back.
    expect((await requestCharges(shop.platform, act({ platformId }))).url).toMatch(/\/platforms\/plt_[^/]+\/go-live$/);
  });
});
