import type { Database } from '@/server/platform/db';
import type { OrganizationRole } from '@/shared/contracts/organizations';
import { insertMissingOrganization, insertMember } from './organizations.queries';

export interface OrganizationToEnsure {
  slug: string;
  name: string;
  members: readonly { userId: string; role: OrganizationRole }[];
}

/** An organization with these members; what and who is there already is left as it is. For the operator's own machine: nobody is asked. */
export async function ensureOrganization(db: Database, { slug, name, members }: OrganizationToEnsure): Promise<void> {
  await db.asService('the operator seeds an organization', async (tx) => {
    const organizationId = await insertMissingOrganization(tx, { slug, name });
    for (const { userId, role } of members) await insertMember(tx, { organizationId, userId, role });
  });
}
