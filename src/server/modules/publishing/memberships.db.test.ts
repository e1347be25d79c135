import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from '@/server/platform/platform';
import { CreateMembershipInput, IncludeProductInput, SetMembershipPlansInput } from '@/shared/contracts/membership';
import { CreateDraftInput } from '@/shared/contracts/publishing';
import { newId } from '@/shared/ids';
import { createTestPlatform } from '@/testing/platform';
import { createTestDatabase, type TestDatabase } from '@/testing/postgres';
import { createWorld, type World } from '@/testing/world';
import { createMembership } from './create-membership';
import { includeProduct } from './include-product';
import { setMembershipPlans } from './set-membership-plans';
import { setPrices } from './set-prices';
import { setVariants } from './set-variants';

let database: TestDatabase;
let platform: Platform;
let world: World;
let owner: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database.ownerUrl);
  platform = await createTestPlatform(database);
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });
});
afterAll(async () => {
  await owner.end();
  await platform.close();
  await database.drop();
});

const admin = () => ({ userId: world.admin, role: 'admin' as const });
const seller = () => ({ userId: world.sellerOne, role: 'customer' as const });
const PRO = { tier: 'pro' as const, interval: 'month' as const, amountMinor: 2_900, currency: 'usd', trialDays: 14 };
const YEARLY = { ...PRO, interval: 'year' as const, amountMinor: 29_000 };

async function create(): Promise<string> {
  const productId = newId('product');
  await createMembership(platform.db, { viewer: admin(), input: { productId, seller: 'northbeam', title: 'Club' } });
  return productId;
}
const setPlans = (productId: string, plans: (typeof PRO | typeof YEARLY)[]) => setMembershipPlans(platform.db, { viewer: admin(), input: { productId, plans } });
const plansOf = async (productId: string) =>
  (await owner.query<{ id: string; title: string; tier: string; trial: number; interval: string; amount: number }>(
    `select v.id, v.title, v.membership_tier as tier, v.trial_days as trial, p."interval", p.amount_minor::int as amount from product_variants v join prices p on p.variant_id = v.id and p.archived_at is null
     where v.product_id = $1 and v.archived_at is null order by v.position`, [productId])).rows;

describe('a membership', () => {
  it('is begun by an admin for a seller, once per id', async () => {
    const input = { productId: newId('product'), seller: 'northbeam', title: 'Latchkey club' };
    const made = await createMembership(platform.db, { viewer: admin(), input });
    expect(await createMembership(platform.db, { viewer: admin(), input })).toEqual(made);
    expect((await owner.query('select kind, type, status from products where id = $1', [input.productId])).rows).toEqual([{ kind: 'membership', type: 'membership', status: 'draft' }]);
    await expect(createMembership(platform.db, { viewer: seller(), input })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(createMembership(platform.db, { viewer: admin(), input: { ...input, seller: 'nobody' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('has plans by tier and interval, which keep their id when their price changes', async () => {
    const productId = await create();
    await setPlans(productId, [PRO, YEARLY]);
    const [monthly] = await plansOf(productId);
    expect(await plansOf(productId)).toMatchObject([{ title: 'Pro', tier: 'pro', trial: 14, interval: 'month', amount: 2_900 }, { title: 'Pro, yearly', interval: 'year', amount: 29_000 }]);
    await setPlans(productId, [{ ...PRO, amountMinor: 3_900, trialDays: 0 }]);
    expect(await plansOf(productId)).toEqual([{ id: monthly!.id, title: 'Pro', tier: 'pro', trial: 0, interval: 'month', amount: 3_900 }]);
    await setPlans(productId, [PRO, YEARLY]);
    expect((await plansOf(productId)).map(({ id }) => id)).toContain(monthly!.id);
    expect((await owner.query('select count(*)::int as prices from prices p join product_variants v on v.id = p.variant_id where v.product_id = $1', [productId])).rows).toEqual([{ prices: 4 }]);
  });

  it('is priced and shaped by its plans alone', async () => {
    const productId = await create();
    await setPlans(productId, [PRO]);
    const variantId = (await plansOf(productId))[0]!.id;
    const own = { viewer: seller() };
    await expect(setPrices(platform.db, { ...own, input: { seller: 'northbeam', productId, prices: [{ variantId, amounts: [{ currency: 'usd', amountMinor: 100 }] }] } })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(setVariants(platform.db, { ...own, input: { seller: 'northbeam', productId, inventory: null, variants: [{ license: 'team', weightGrams: null }] } })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(setMembershipPlans(platform.db, { ...own, input: { productId, plans: [PRO] } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(setPlans(world.products.published.id, [PRO])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('includes downloads from a tier on, and nothing else', async () => {
    const { id: productId } = world.products.published;
    await includeProduct(platform.db, { viewer: admin(), input: { productId, tier: 'pro' } });
    expect((await owner.query('select included_from_tier as tier from products where id = $1', [productId])).rows).toEqual([{ tier: 'pro' }]);
    await includeProduct(platform.db, { viewer: admin(), input: { productId, tier: null } });
    expect((await owner.query('select included_from_tier as tier from products where id = $1', [productId])).rows).toEqual([{ tier: null }]);
    const club = await create();
    await expect(includeProduct(platform.db, { viewer: admin(), input: { productId: club, tier: 'pro' } })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await owner.query('select included_from_tier as tier from products where id = $1', [club])).rows).toEqual([{ tier: null }]);
    await expect(includeProduct(platform.db, { viewer: seller(), input: { productId, tier: 'pro' } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('bad input', () => {
  const productId = newId('product');
  it.each([
    ['no product', { productId: 'prd_1', plans: [PRO] }],
    ['no plans', { productId, plans: [] }],
    ['a plan twice', { productId, plans: [PRO, { ...PRO, amountMinor: 100 }] }],
    ['less than Stripe charges', { productId, plans: [{ ...PRO, amountMinor: 49 }] }],
    ['half a cent', { productId, plans: [{ ...PRO, amountMinor: 100.5 }] }],
    ['a week', { productId, plans: [{ ...PRO, interval: 'week' }] }],
    ['too long a trial', { productId, plans: [{ ...PRO, trialDays: 91 }] }],
    ['a tier of its own', { productId, plans: [{ ...PRO, tier: 'gold' }] }],
    ['a seller', { productId, plans: [PRO], seller: 'northbeam' }],
  ])('plans with %s are refused', (_name, input) => {
    expect(SetMembershipPlansInput.safeParse(input).success).toBe(false);
  });

  it('other inputs name what they may', () => {
    expect(SetMembershipPlansInput.safeParse({ productId, plans: [PRO, YEARLY] }).success).toBe(true);
    expect(IncludeProductInput.safeParse({ productId, tier: 'free' }).success).toBe(false);
    expect(CreateMembershipInput.safeParse({ productId, seller: 'northbeam', title: ' ' }).success).toBe(false);
    expect(CreateDraftInput.safeParse({ seller: 'northbeam', productId, type: 'membership', title: 'Club' }).success).toBe(false);
  });
});
