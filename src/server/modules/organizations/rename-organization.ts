import type { Database } from '@/server/platform/db';
import type { RenameOrganizationInput } from '@/shared/contracts/organizations';
import { assertOrganizationMember } from './assert-organization-member';
import type { Call } from './call';
import { updateName } from './organizations.queries';
import { recordChange } from './record-change';

/** Owners and admins rename their organization; its address stays. Throws NOT_FOUND or FORBIDDEN. */
export async function renameOrganization(db: Database, call: Call<RenameOrganizationInput>): Promise<void> {
  const { viewer, input } = call;
  await db.asService('organizations are written by the service alone', async (tx) => {
    const { organizationId, organizationName } = await assertOrganizationMember(tx, { viewer, slug: input.organization, atLeast: 'admin' });
    if (organizationName === input.name) return;
    await updateName(tx, { organizationId, name: input.name });
    await recordChange(tx, call, { action: 'organization.rename', targetId: organizationId, before: { name: organizationName }, after: { name: input.name } });
  });
}
