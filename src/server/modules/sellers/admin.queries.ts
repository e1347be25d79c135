import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import { sorted, type RowOrder } from '@/server/platform/sorted.queries';
import type { SortedPosition } from '@/server/platform/sorted-cursor';
import type { AdminSellerSummary, AdminSellerView, SellerSort } from '@/shared/contracts/sellers';

type Dated<View, Instants extends string> = Omit<View, Instants> & Record<Instants, Date | null>;
export type AdminSellerRow = Dated<Omit<AdminSellerSummary, 'createdAt'>, 'appliedAt'> & { createdAt: Date };

const published = Prisma.sql`(select count(*) from products p where p.seller_id = s.id and p.status = 'published') as "publishedCount"`;
const summary = Prisma.sql`s.id, s.slug, s.name, s.country, s.lifecycle, s.payouts_enabled as "payoutsEnabled", s.stripe_account_id is not null as "hasStripeAccount",
  s.created_at as "createdAt", s.applied_at as "appliedAt", ${published}`;

/** What LIKE reads as a wildcard stands for itself. */
const likePart = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

const ORDERS: Record<SellerSort, RowOrder> = {
  'name-up': { key: Prisma.sql`lower(s.name) collate "C"`, kind: 'words', direction: 'up' },
  'name-down': { key: Prisma.sql`lower(s.name) collate "C"`, kind: 'words', direction: 'down' },
  'since-down': { key: Prisma.sql`coalesce(s.applied_at, s.created_at)`, kind: 'moment', direction: 'down' },
  'since-up': { key: Prisma.sql`coalesce(s.applied_at, s.created_at)`, kind: 'moment', direction: 'up' },
};

interface SellerFilter {
  q: string;
  lifecycles: readonly string[];
  sort: SellerSort;
  after: SortedPosition | null;
  limit: number;
}

/** Sellers in that order; found by part of their name or slug, or by their whole account id. */
export function findSellers(reader: Reader, { q, lifecycles, sort, after, limit }: SellerFilter): Promise<(AdminSellerRow & { sortKey: number | string })[]> {
  const { sortKey, where, by } = sorted(ORDERS[sort], Prisma.sql`s.id`, after);
  return reader.rows<AdminSellerRow & { sortKey: number | string }>(Prisma.sql`
    select ${summary}, ${sortKey} as "sortKey" from sellers s
    where (${lifecycles.length === 0} or s.lifecycle = any (${[...lifecycles]}::text[]))
      and (${q === ''} or s.name ilike ${likePart(q)} or s.slug ilike ${likePart(q)} or s.stripe_account_id = ${q})
      and ${where} order by ${by} limit ${limit}`);
}

export type AdminSellerDetailRow = Dated<Omit<AdminSellerView, 'createdAt'>, 'appliedAt' | 'approvedAt' | 'closedAt'> & { createdAt: Date };

/** One seller with its people, in one statement. */
export async function findSellerForAdmins(reader: Reader, slug: string): Promise<AdminSellerDetailRow | undefined> {
  const [row] = await reader.rows<AdminSellerDetailRow>(Prisma.sql`
    select ${summary}, s.tagline, s.about, s.support_email as "supportEmail", s.fee_bps as "feeBps", s.stripe_account_id as "stripeAccountId", s.charges_enabled as "chargesEnabled",
      s.details_submitted as "detailsSubmitted", s.requirements, s.lifecycle_reason as "lifecycleReason", s.approved_at as "approvedAt", s.closed_at as "closedAt", o.name as "organizationName",
      (select coalesce(jsonb_agg(jsonb_build_object('name', p.display_name, 'email', u.email, 'role', m.role) order by array_position(array['owner', 'admin', 'member'], m.role), u.email), '[]')
       from organization_members m join users u on u.id = m.user_id join profiles p on p.user_id = u.id where m.organization_id = o.id) as members
    from sellers s join organizations o on o.id = s.organization_id where s.slug = ${slug}`);
  return row;
}
