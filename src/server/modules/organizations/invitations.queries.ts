import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { OrganizationRole } from '@/shared/contracts/organizations';

export interface NewInvitation {
  id: string;
  organizationId: string;
  email: string;
  role: OrganizationRole;
  tokenHash: string;
  invitedBy: string;
  at: Date;
  expiresAt: Date;
}

/** Closes the open invitation of an address, if there is one. */
export async function revokeOpenOf(tx: ServiceTx, { organizationId, email, at }: { organizationId: string; email: string; at: Date }): Promise<void> {
  await tx.$executeRaw`
    update invitations set revoked_at = ${at}
    where organization_id = ${organizationId} and email = ${email} and accepted_at is null and revoked_at is null`;
}

/** Closes what a person invited to and nobody has accepted: who may not invite any more has no open doors left behind. */
export async function revokeOpenBy(tx: ServiceTx, { organizationId, userId, at }: { organizationId: string; userId: string; at: Date }): Promise<void> {
  await tx.$executeRaw`
    update invitations set revoked_at = ${at}
    where organization_id = ${organizationId} and invited_by = ${userId}::uuid and accepted_at is null and revoked_at is null`;
}

export async function insertInvitation(tx: ServiceTx, row: NewInvitation): Promise<void> {
  await tx.$executeRaw`
    insert into invitations (id, organization_id, email, role, token_hash, invited_by, created_at, expires_at)
    values (${row.id}, ${row.organizationId}, ${row.email}, ${row.role}, ${row.tokenHash}, ${row.invitedBy}::uuid, ${row.at}, ${row.expiresAt})`;
}

/** Closes one open invitation. Undefined when there is none of this id in this organization. */
export async function revokeInvitationRow(tx: ServiceTx, { organizationId, invitationId, at }: { organizationId: string; invitationId: string; at: Date }): Promise<{ email: string } | undefined> {
  const [row] = await tx.$queryRaw<{ email: string }[]>`
    update invitations set revoked_at = ${at}
    where id = ${invitationId} and organization_id = ${organizationId} and accepted_at is null and revoked_at is null returning email`;
  return row;
}

/** Whether the person of this address belongs to the organization, and how many belong to it or are invited. */
export async function findInviteFacts(tx: ServiceTx, { organizationId, email, now }: { organizationId: string; email: string; now: Date }): Promise<{ isMember: boolean; headCount: number }> {
  const [row] = await tx.$queryRaw<{ isMember: boolean; headCount: number }[]>`
    select exists (select from organization_members m join users u on u.id = m.user_id where m.organization_id = ${organizationId} and u.email = ${email}) as "isMember",
      (select count(*)::int from organization_members m where m.organization_id = ${organizationId})
      + (select count(*)::int from invitations i where i.organization_id = ${organizationId} and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${now}) as "headCount"`;
  return row ?? { isMember: false, headCount: 0 };
}

export interface InvitationRow {
  id: string;
  organizationId: string;
  organizationSlug: string;
  organizationName: string;
  inviterName: string | null;
  email: string;
  role: OrganizationRole;
  expiresAt: Date;
  acceptedAt: Date | null;
  /** Or since when the account of who sent it is closed. */
  revokedAt: Date | null;
}

const COLUMNS = Prisma.sql`i.id, i.organization_id as "organizationId", o.slug as "organizationSlug", o.name as "organizationName", p.display_name as "inviterName",
  i.email, i.role, i.expires_at as "expiresAt", i.accepted_at as "acceptedAt", coalesce(i.revoked_at, inviter.disabled_at) as "revokedAt"`;
const FROM = Prisma.sql`invitations i join organizations o on o.id = i.organization_id left join profiles p on p.user_id = i.invited_by left join users inviter on inviter.id = i.invited_by`;

export async function findInvitation(reader: Reader, tokenHash: string): Promise<InvitationRow | undefined> {
  const [row] = await reader.rows<InvitationRow>(Prisma.sql`select ${COLUMNS} from ${FROM} where i.token_hash = ${tokenHash}`);
  return row;
}

/** The same, locked: of two acceptances at once the second finds it used. */
export async function lockInvitation(tx: ServiceTx, tokenHash: string): Promise<InvitationRow | undefined> {
  const [row] = await tx.$queryRaw<InvitationRow[]>`select ${COLUMNS} from ${FROM} where i.token_hash = ${tokenHash} for update of i`;
  return row;
}

export async function markAccepted(tx: ServiceTx, { invitationId, userId, at }: { invitationId: string; userId: string; at: Date }): Promise<void> {
  await tx.$executeRaw`update invitations set accepted_at = ${at}, accepted_by = ${userId}::uuid where id = ${invitationId}`;
}

export async function findAddress(tx: ServiceTx, userId: string): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ email: string }[]>`select email from users where id = ${userId}::uuid`;
  return row?.email;
}

export interface OpenInvitationRow {
  id: string;
  email: string;
  role: OrganizationRole;
  createdAt: Date;
  expiresAt: Date;
}

/** Invitations nobody has accepted, newest first. Row security shows them to owners and admins alone. */
export function findOpenInvitations(reader: Reader, organizationId: string): Promise<OpenInvitationRow[]> {
  return reader.rows<OpenInvitationRow>(Prisma.sql`
    select id, email, role, created_at as "createdAt", expires_at as "expiresAt" from invitations
    where organization_id = ${organizationId} and accepted_at is null and revoked_at is null order by created_at desc, id desc limit 500`);
}
