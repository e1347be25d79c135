import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export function findMembershipsOf(reader: Reader, userId: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select o.name, o.slug, m.role, m.created_at as "since" from organization_members m join organizations o on o.id = m.organization_id where m.user_id = ${userId}::uuid order by m.created_at desc`);
}

export function findInvitationsTo(reader: Reader, email: string): Promise<object[]> {
  return reader.rows(Prisma.sql`
    select o.name as organization, i.role, i.created_at as "createdAt", i.accepted_at as "acceptedAt" from invitations i join organizations o on o.id = i.organization_id where i.email = ${email} order by i.created_at desc`);
}

export interface SoleOwnership {
  name: string;
  hasSold: boolean;
  /** Accounts that are not zero. */
  balances: number;
  openSellers: number;
  others: number;
}

/** Organizations that nobody else owns. */
export function findSoleOwnershipsOf(reader: Reader, userId: string): Promise<SoleOwnership[]> {
  return reader.rows<SoleOwnership>(Prisma.sql`
    select o.name,
      exists (select from seller_orders so join sellers s on s.id = so.seller_id where s.organization_id = o.id and so.paid_at is not null) as "hasSold",
      (select count(*)::int from (select e.account_id from ledger_entries e join ledger_accounts a on a.id = e.account_id join sellers s on s.id = a.seller_id
        where s.organization_id = o.id and a.name = 'seller_payable' group by e.account_id having sum(e.amount_minor) <> 0) open) as balances,
      (select count(*)::int from sellers s where s.organization_id = o.id and s.lifecycle not in ('closed', 'declined')) as "openSellers",
      (select count(*)::int from organization_members x where x.organization_id = o.id and x.user_id <> ${userId}::uuid) as others
    from organization_members m join organizations o on o.id = m.organization_id
    where m.user_id = ${userId}::uuid and m.role = 'owner' and not exists (select from organization_members x where x.organization_id = o.id and x.role = 'owner' and x.user_id <> m.user_id)
    order by o.name`);
}

export async function deleteInvitationsTo(tx: ServiceTx, email: string): Promise<void> {
  await tx.$executeRaw`delete from invitations where email = ${email}`;
}

export async function deleteMembershipsOf(tx: ServiceTx, userId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`delete from organization_members where user_id = ${userId}::uuid returning organization_id as id`;
  return rows.map(({ id }) => id);
}

/** What is left with nobody in it loses its name, which was often a person's. Its sellers are closed and have sold nothing. */
export async function closeEmptyOrganizations(tx: ServiceTx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    update organizations o set name = 'Closed organization', slug = 'closed-' || right(o.id, 16) where o.id = any (${ids}::text[]) and not exists (select from organization_members m where m.organization_id = o.id)`;
  await tx.$executeRaw`
    update sellers s set name = 'Closed seller', slug = 'closed-' || right(s.id, 16), tagline = '', about = '', support_email = null
    where s.organization_id = any (${ids}::text[]) and s.lifecycle in ('closed', 'declined') and not exists (select from organization_members m where m.organization_id = s.organization_id)`;
}
