import { createApiKey } from '@/server/modules/api-keys/create-api-key';
import type { Call } from '@/server/modules/organizations/call';
import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Database, ServiceTx } from '@/server/platform/db';
import { PLATFORM_SCOPES } from '@/shared/contracts/api-keys';
import type { CreatedPlatform } from '@/shared/contracts/platform-views';
import type { CreatePlatformInput } from '@/shared/contracts/platforms';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { toSlug } from '@/shared/to-slug';
import { assertMaySell } from './assert-may-sell';
import { ensureHousePlatform } from './ensure-house-platform';
import { countPlatforms, insertPlatform } from './platforms.queries';
import { putCustomer } from './put-customer';
import { recordPlatformChange } from './record-platform-change';
import { insertTier } from './tiers.queries';

const MAX_PLATFORMS = 50;
const MAX_SLUG = 50;
/** What a new platform's customers start on, until its developer says otherwise. */
const FIRST_TIER = { slug: 'free', name: 'Free', unitLimit: 100, period: 'month', ratePerMinute: 60, onLimit: 'block', amountMinor: 0, currency: 'usd', interval: 'month', isDefault: true } as const;

/**
 * An owner or admin of a seller sells an API: from now on it can be called in preview. The platform comes with a free tier that new customers start
 * on, a first key, shown here and never again, and an account with the marketplace's own platform that counts its calls. Throws NOT_FOUND,
 * FORBIDDEN, and CONFLICT for a seller that is not let in or has fifty.
 */
export async function createPlatform(db: Database, call: Call<CreatePlatformInput>): Promise<CreatedPlatform> {
  const { viewer, input } = call;
  const membership = await assertSellerMember(db, { viewer, sellerSlug: input.seller, atLeast: 'admin' });
  assertMaySell(membership);
  const { sellerId, organizationId } = membership;
  const at = clock.now();
  return db.asService('platforms and their keys are written by the service alone', async (tx) => {
    const houseId = await ensureHousePlatform(tx, at);
    if ((await countPlatforms(tx, sellerId)) >= MAX_PLATFORMS) throw new AppError('CONFLICT', 'That is as many platforms as one seller has. Archive one first.', { reason: 'too_many' });
    const account = await putCustomer(tx, { platformId: houseId, mode: 'live', externalId: organizationId, source: 'default', at });
    const platformId = newId('platform', at.getTime());
    await insertNamed(tx, { platformId, sellerId, name: input.name, accountId: account.id, createdBy: viewer.userId, at });
    await insertTier(tx, { id: newId('platformTier', at.getTime()), platformId, ...FIRST_TIER, at });
    const { id: keyId, key } = await createApiKey(tx, { owner: { platformId, mode: 'preview' }, name: 'First key', scopes: PLATFORM_SCOPES, expiresAt: null, createdBy: viewer.userId, at });
    await recordPlatformChange(tx, call, { action: 'platform.create', targetId: platformId, after: { sellerId, name: input.name, keyId } });
    return { platformId, keyId, key };
  });
}

/** Its address is made of its name; where that is taken, letters of its id stand behind it. */
async function insertNamed(tx: ServiceTx, { platformId, ...row }: { platformId: string; sellerId: string; name: string; accountId: string; createdBy: string; at: Date }): Promise<void> {
  const mark = platformId.slice(-8);
  const base = toSlug(row.name).slice(0, MAX_SLUG).replace(/-+$/, '');
  for (const slug of base === '' ? [`api-${mark}`] : [base, `${base}-${mark}`]) if (await insertPlatform(tx, { id: platformId, slug, ...row })) return;
  throw new Error('a new platform found no address');
}
