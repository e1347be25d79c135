import { tellAdmins } from '@/server/modules/notifications/tell-admins';
import { toWaitingEmail } from '@/server/modules/notifications/templates/waiting-email';
import { toEmail } from '@/server/modules/identity/to-email';
import { assertOrganizationMember } from '@/server/modules/organizations/assert-organization-member';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { ApplyAsSellerInput, SellerInput } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { isSlugTaken, upsertApplication } from './lifecycle.queries';
import { recordSellerChange } from './record-seller-change';

/**
 * Owners and admins of an organization ask to sell as it; an organization sells once, and a declined application may be written anew. The slug is
 * the seller's for good. The shop's admins are told. Throws NOT_FOUND, FORBIDDEN, INVALID_INPUT, or CONFLICT for a taken slug or an organization that has applied already.
 */
export async function applyAsSeller({ db, env }: Pick<Platform, 'db' | 'env'>, call: Call<ApplyAsSellerInput>): Promise<SellerInput> {
  const { viewer, input } = call;
  return db.asService('sellers are written by the service alone', async (tx) => {
    const { organizationId } = await assertOrganizationMember(tx, { viewer, slug: input.organization, atLeast: 'admin' });
    const { slug, name, tagline, about, country } = input;
    const now = clock.now();
    const row = { id: newId('seller', now.getTime()), organizationId, slug, name, tagline, about, country, supportEmail: toEmail(input.supportEmail), appliedBy: viewer.userId, at: now };
    const sellerId = await upsertApplication(tx, row);
    if (!sellerId) {
      if (await isSlugTaken(tx, { slug, organizationId })) throw new AppError('CONFLICT', 'That address is taken. Choose another.', { field: 'slug', reason: 'slug_taken' });
      throw new AppError('CONFLICT', 'This organization has applied already.', { reason: 'applied' });
    }
    await recordSellerChange(tx, call, { action: 'seller.apply', targetId: sellerId, after: { organizationId, slug, name, country } });
    const email = toWaitingEmail({ what: 'application', name, seller: name, url: `${env.PUBLIC_URL}/admin/sellers/${slug}` });
    await tellAdmins(tx, { email, kind: 'application', href: `/admin/sellers/${slug}`, at: now, reason: `application:${sellerId}:${now.getTime()}` });
    return { seller: slug };
  });
}
