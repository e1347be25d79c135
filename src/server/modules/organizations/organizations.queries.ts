import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import { sorted } from '@/server/platform/sorted.queries';
import type { SortedPosition } from '@/server/platform/sorted-cursor';
import { newId } from '@/shared/ids';
import type { MemberView, OrganizationRole, OrganizationSummary } from '@/shared/contracts/organizations';

/** Writes an organization with its first owner. False when the slug is taken; the unique key decides between two at once. */
export async function insertOrganization(tx: ServiceTx, row: { id: string; slug: string; name: string; ownerId: string }): Promise<boolean> {
  const written = await tx.$executeRaw`insert into organizations (id, slug, name) values (${row.id}, ${row.slug}, ${row.name}) on conflict (slug) do nothing`;
  if (written === 0) return false;
  await tx.$executeRaw`insert into organization_members (organization_id, user_id, role) values (${row.id}, ${row.ownerId}::uuid, 'owner')`;
  return true;
}

/** An organization of this slug, made if it is not there; answers its id. */
export async function insertMissingOrganization(tx: ServiceTx, { slug, name }: { slug: string; name: string }): Promise<string> {
  await tx.$executeRaw`insert into organizations (id, slug, name) values (${newId('organization')}, ${slug}, ${name}) on conflict (slug) do nothing`;
  const [row] = await tx.$queryRaw<{ id: string }[]>`select id from organizations where slug = ${slug}`;
  return row?.id ?? '';
}

/** Locks an organization against other changes of its people. The weaker lock, so that orders of it need not wait. */
export async function lockOrganization(tx: ServiceTx, slug: string): Promise<{ id: string; name: string } | undefined> {
  const [row] = await tx.$queryRaw<{ id: string; name: string }[]>`select id, name from organizations where slug = ${slug} for no key update`;
  return row;
}

export async function findRole(tx: ServiceTx, member: { organizationId: string; userId: string }): Promise<OrganizationRole | undefined> {
  const [row] = await tx.$queryRaw<{ role: OrganizationRole }[]>`
    select role from organization_members where organization_id = ${member.organizationId} and user_id = ${member.userId}::uuid`;
  return row?.role;
}

/** Who owns an organization, and how to find it. */
export async function findOwners(tx: ServiceTx, organizationId: string): Promise<{ name: string; slug: string; owners: string[] }> {
  const [row] = await tx.$queryRaw<[{ name: string; slug: string; owners: string[] }]>`
    select o.name, o.slug, array(select m.user_id::text from organization_members m where m.organization_id = o.id and m.role = 'owner' order by 1) as owners
    from organizations o where o.id = ${organizationId}`;
  return row;
}

export async function countOwners(tx: ServiceTx, organizationId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`select count(*)::int as count from organization_members where organization_id = ${organizationId} and role = 'owner'`;
  return row?.count ?? 0;
}

export async function updateName(tx: ServiceTx, { organizationId, name }: { organizationId: string; name: string }): Promise<void> {
  await tx.$executeRaw`update organizations set name = ${name} where id = ${organizationId}`;
}

export async function updateRole(tx: ServiceTx, { organizationId, userId, role }: { organizationId: string; userId: string; role: OrganizationRole }): Promise<void> {
  await tx.$executeRaw`update organization_members set role = ${role} where organization_id = ${organizationId} and user_id = ${userId}::uuid`;
}

export async function deleteMember(tx: ServiceTx, { organizationId, userId }: { organizationId: string; userId: string }): Promise<void> {
  await tx.$executeRaw`delete from organization_members where organization_id = ${organizationId} and user_id = ${userId}::uuid`;
}

/** Adds a member; whoever is one already keeps their role. */
export async function insertMember(tx: ServiceTx, { organizationId, userId, role }: { organizationId: string; userId: string; role: OrganizationRole }): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into organization_members (organization_id, user_id, role) values (${organizationId}, ${userId}::uuid, ${role})
    on conflict (user_id, organization_id) do nothing`;
  return written === 1;
}

const SUMMARY = Prisma.sql`o.id, o.slug, o.name, m.role, s.slug as "sellerSlug",
  (select count(*) from organization_members c where c.organization_id = o.id) as "memberCount"`;

/** The organizations the reader belongs to, by name. */
export function findOwnOrganizations(reader: Reader, { userId, after, limit }: { userId: string; after: SortedPosition | null; limit: number }): Promise<(OrganizationSummary & { sortKey: string })[]> {
  const { sortKey, where, by } = sorted({ key: Prisma.sql`lower(o.name) collate "C"`, kind: 'words', direction: 'up' }, Prisma.sql`o.id`, after);
  return reader.rows<OrganizationSummary & { sortKey: string }>(Prisma.sql`
    select ${SUMMARY}, ${sortKey} as "sortKey" from organization_members m
    join organizations o on o.id = m.organization_id
    left join (select w.organization_id, l.slug from app.own_sellers() w join sellers l on l.id = w.id) s on s.organization_id = o.id
    where m.user_id = ${userId}::uuid and ${where} order by ${by} limit ${limit}`);
}

/** One of them; nothing for strangers and ex-members. */
export async function findOwnOrganization(reader: Reader, { userId, slug }: { userId: string; slug: string }): Promise<OrganizationSummary | undefined> {
  const [row] = await reader.rows<OrganizationSummary>(Prisma.sql`
    select ${SUMMARY} from organization_members m
    join organizations o on o.id = m.organization_id
    left join (select w.organization_id, l.slug from app.own_sellers() w join sellers l on l.id = w.id) s on s.organization_id = o.id
    where m.user_id = ${userId}::uuid and o.slug = ${slug}`);
  return row;
}

export type MemberRow = Omit<MemberView, 'since' | 'isViewer'> & { since: Date };

/** Everybody of one organization, owners first. Names and addresses are the service's to read: the caller has asserted that the reader belongs to it. */
export function findMembers(reader: Reader, organizationId: string): Promise<MemberRow[]> {
  return reader.rows<MemberRow>(Prisma.sql`
    select u.id as "userId", p.display_name as name, u.email, m.role, m.created_at as since
    from organization_members m join users u on u.id = m.user_id join profiles p on p.user_id = u.id
    where m.organization_id = ${organizationId}
    order by array_position(array['owner', 'admin', 'member'], m.role), p.display_name, u.id limit 500`);
}
