import type { ServiceTx } from '@/server/platform/db';

/** The buyer while a member with an open account; otherwise the owners. */
export function listBuyerOrOwners(tx: ServiceTx, { buyerUserId, organizationId }: { buyerUserId: string; organizationId: string }): Promise<{ userId: string; email: string }[]> {
  return tx.$queryRaw<{ userId: string; email: string }[]>`
    with members as (
      select u.id, u.email, m.role, u.id = ${buyerUserId}::uuid as is_buyer from organization_members m join users u on u.id = m.user_id
      where m.organization_id = ${organizationId} and u.disabled_at is null)
    select id::text as "userId", email from members where is_buyer or (role = 'owner' and not exists (select from members where is_buyer)) order by id`;
}
