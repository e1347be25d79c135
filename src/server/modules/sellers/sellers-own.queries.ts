import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

export interface SellerMemberRow {
  sellerId: string;
  organizationId: string;
  role: 'owner' | 'admin' | 'member';
  lifecycle: string;
}

/** What the reader is to this seller; nothing for strangers, ex-members and admins of the platform alike. */
export async function findSellerMember(reader: Reader, sellerSlug: string): Promise<SellerMemberRow | undefined> {
  const [row] = await reader.rows<SellerMemberRow>(Prisma.sql`
    select s.id as "sellerId", o.organization_id as "organizationId", o.role, s.lifecycle
    from app.own_sellers() o join sellers s on s.id = o.id where s.slug = ${sellerSlug}`);
  return row;
}
