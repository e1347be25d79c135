import { notify } from '@/server/modules/notifications/notify';
import { toMemberRoleEmail } from '@/server/modules/notifications/templates/member-role-email';
import type { ServiceTx } from '@/server/platform/db';
import type { OrganizationRole } from '@/shared/contracts/organizations';
import { newId } from '@/shared/ids';
import { ROLE_RANK } from './assert-organization-member';
import { findOwners } from './organizations.queries';

export interface Promotion {
  organizationId: string;
  before: OrganizationRole | null;
  role: OrganizationRole;
  publicUrl: string;
  at: Date;
}

/**
 * Called before somebody becomes an owner or admin, in the transaction of it: tells who owns the organization until then, so that nobody lets somebody in with another's session
 * unseen. Names nobody: who it is stands on the organization's page. Of any other change nothing is told.
 */
export async function tellOwners(tx: ServiceTx, { organizationId, before, role, publicUrl, at }: Promotion): Promise<void> {
  if (role === 'member' || (before !== null && ROLE_RANK[before] >= ROLE_RANK[role])) return;
  const { name, slug, owners } = await findOwners(tx, organizationId);
  const href = `/account/organizations/${slug}` as const;
  const { words, ...email } = toMemberRoleEmail({ organizationName: name, role, url: `${publicUrl.replace(/\/$/, '')}${href}` });
  await notify(tx, { to: { userIds: owners }, type: 'security', title: email.subject, body: words, href, dedupeKey: `member-role:${newId('email')}`, email: { ...email, kind: 'member-role' }, at });
}
