import { randomBytes } from 'node:crypto';
import type { ServiceTx } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import type { CreateOrganizationInput, OrganizationAddress } from '@/shared/contracts/organizations';
import { HOUSE_SELLER } from '@/shared/house';
import { newId } from '@/shared/ids';
import { toSlug } from '@/shared/to-slug';
import type { Call } from './call';
import { insertOrganization } from './organizations.queries';
import { recordChange } from './record-change';

/** A slug is taken for good, so nobody takes many. */
const NEW_ORGANIZATIONS: Limit = { name: 'new-organization', points: 10, windowSeconds: 86_400, whenDown: 'closed' };
const LONGEST_BASE = 50;
const TRIES = 5;

/** Anyone signed in may found an organization, and is its first owner. Its address is made of its name; if that is taken, with an ending. Throws RATE_LIMITED. */
export async function createOrganization({ db, limiter }: Pick<Platform, 'db' | 'limiter'>, call: Call<CreateOrganizationInput>): Promise<OrganizationAddress> {
  const { viewer, input } = call;
  await limiter.consume(NEW_ORGANIZATIONS, viewer.userId);
  return db.asService('organizations are written by the service alone', async (tx) => {
    const id = newId('organization');
    const slug = await insertWithFreeSlug(tx, { id, name: input.name, ownerId: viewer.userId });
    await recordChange(tx, call, { action: 'organization.create', targetId: id, after: { name: input.name, slug } });
    return { slug };
  });
}

async function insertWithFreeSlug(tx: ServiceTx, row: { id: string; name: string; ownerId: string }): Promise<string> {
  const base = toSlug(row.name).slice(0, LONGEST_BASE).replace(/-+$/, '') || 'organization';
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const slug = attempt === 0 && base !== HOUSE_SELLER ? base : `${base}-${randomBytes(3).toString('hex')}`;
    if (await insertOrganization(tx, { ...row, slug })) return slug;
  }
  throw new Error(`no free slug for ${base}`);
}
