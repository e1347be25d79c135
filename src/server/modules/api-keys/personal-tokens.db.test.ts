import { afterAll, beforeAll, expect, it } from 'vitest';
import { MOST_TOKENS } from '@/shared/contracts/tokens';
import { assertBooks } from '@/testing/oracle';
import { startShop, type Shop } from '@/testing/shop';
import { authenticateApiKey } from './authenticate-api-key';
import { createPersonalToken } from './create-personal-token';
import { listPersonalTokens } from './list-personal-tokens';
import { revokePersonalToken } from './revoke-personal-token';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(async () => {
  await assertBooks(shop.platform.db);
  await shop.stop();
});

const make = (who: 'buyerA' | 'buyerB', name = 'Laptop') => createPersonalToken(shop.platform.db, { viewer: shop.viewer(who), input: { name, scopes: ['catalog:read'], expiresInDays: 30 } });
const list = (who: 'buyerA' | 'buyerB') => listPersonalTokens(shop.platform.db, { viewer: shop.viewer(who), input: { limit: 100 } });

it('shows a token once, and its owner alone the rest', async () => {
  const { id, key } = await make('buyerA');
  expect(key).toMatch(/^lk_personal_[\w-]{43}$/);
  expect(await authenticateApiKey(shop.platform, key)).toMatchObject({ keyId: id, userId: shop.world.buyerA, platformId: null, scopes: ['catalog:read'] });
  const { items } = await list('buyerA');
  expect(items.find((token) => token.id === id)).toMatchObject({ name: 'Laptop', prefix: key.slice(0, 18), state: 'active' });
  expect(JSON.stringify(items)).not.toContain(key);
  expect((await list('buyerB')).items.filter((token) => token.id === id)).toEqual([]);
  expect(await shop.sql('select action from audit_log where after ->> $1 = $2', ['keyId', id])).toEqual([{ action: 'token.create' }]);
});

it('ends at its owner’s word alone, and is refused from then on', async () => {
  const { id, key } = await make('buyerA');
  await expect(revokePersonalToken(shop.platform.db, { viewer: shop.viewer('buyerB'), input: { keyId: id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await authenticateApiKey(shop.platform, key)).toBeDefined();
  await revokePersonalToken(shop.platform.db, { viewer: shop.viewer('buyerA'), input: { keyId: id } });
  await expect.poll(() => authenticateApiKey(shop.platform, key), { timeout: 5_000 }).toBeUndefined();
  await expect(revokePersonalToken(shop.platform.db, { viewer: shop.viewer('buyerA'), input: { keyId: id } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('lets nobody have more than fifty that work, however many are made at once', async () => {
  const made = await Promise.allSettled(Array.from({ length: MOST_TOKENS + 5 }, (_one, index) => make('buyerB', `Token ${index}`)));
  const refused = made.filter((one) => one.status === 'rejected');
  // A connection that was not free in time refuses as well; never is there one too many.
  expect(refused.length).toBeGreaterThanOrEqual(5);
  const { items } = await list('buyerB');
  expect(items.length).toBeLessThanOrEqual(MOST_TOKENS);
  while ((await list('buyerB')).items.length < MOST_TOKENS) await make('buyerB');
  await expect(make('buyerB')).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'too_many' } });
});
