import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import { sorted, type RowOrder } from '@/server/platform/sorted.queries';
import type { SortedPosition } from '@/server/platform/sorted-cursor';
import type { OwnProductSort, OwnProductSummary, ProductStatus, ReviewSummary } from '@/shared/contracts/publishing';
import type { ImageRow } from '@/shared/image-address';
import type { KeysetPosition } from '@/shared/keyset-cursor';

export interface OwnProductRow extends Omit<OwnProductSummary, 'image' | 'updatedAt'> {
  image: ImageRow | null;
  updatedAt: Date;
  sortKey: number | string;
}

export type OwnProductOrder = OwnProductSort | 'newest';

const ORDERS: Record<OwnProductOrder, RowOrder> = {
  newest: { key: Prisma.sql`p.created_at`, kind: 'moment', direction: 'down' },
  'changed-down': { key: Prisma.sql`p.updated_at`, kind: 'moment', direction: 'down' },
  'changed-up': { key: Prisma.sql`p.updated_at`, kind: 'moment', direction: 'up' },
  'title-up': { key: Prisma.sql`lower(p.title) collate "C"`, kind: 'words', direction: 'up' },
  'title-down': { key: Prisma.sql`lower(p.title) collate "C"`, kind: 'words', direction: 'down' },
};

interface OwnProductFilter {
  sellerId: string;
  statuses: readonly ProductStatus[];
  order: OwnProductOrder;
  after: SortedPosition | null;
  limit: number;
}

/** A seller's products. */
export function listOwnProductRows(reader: Reader, { sellerId, statuses, order, after, limit }: OwnProductFilter): Promise<OwnProductRow[]> {
  const { sortKey, where, by } = sorted(ORDERS[order], Prisma.sql`p.id`, after);
  return reader.rows<OwnProductRow>(Prisma.sql`
    select p.id, p.slug, p.title, p.kind, p.type, p.status, ${sortKey} as "sortKey", p.updated_at as "updatedAt", m.amount_minor as "priceMinor", m.currency::text as currency, n.units as "onHand",
      n.forms as "variantCount", v.version as "latestVersion",
      (select json_build_object('id', i.id, 'sha256', i.sha256, 'alt', i.alt, 'width', i.width, 'height', i.height) from product_images i where i.product_id = p.id order by i.position, i.id limit 1) as image
    from products p
    left join lateral (
      select r.amount_minor, r.currency from product_variants pv join prices r on r.variant_id = pv.id
      where pv.product_id = p.id and pv.archived_at is null and r.archived_at is null order by pv.position, r.currency <> 'usd', r.created_at, r.id limit 1) m on true
    left join lateral (
      select count(*)::int as forms, (select sum(l.on_hand)::int from stock_levels l where l.id in (select stock_level_id from product_variants where product_id = p.id and archived_at is null)) as units
      from product_variants pv where pv.product_id = p.id and pv.archived_at is null) n on true
    left join lateral (
      select pv.version from product_versions pv where pv.product_id = p.id and pv.yanked_at is null order by pv.sort_key desc limit 1) v on true
    where p.seller_id = ${sellerId} and (cardinality(${statuses}::text[]) = 0 or p.status = any (${statuses}::text[])) and ${where}
    order by ${by} limit ${limit}`);
}

export function countByStatus(reader: Reader, sellerId: string): Promise<{ status: ProductStatus; count: number }[]> {
  return reader.rows(Prisma.sql`select status, count(*)::int as count from products where seller_id = ${sellerId} group by status`);
}

/** What waits for review, longest first. */
export function listReviewRows(reader: Reader, { after, limit }: { after: KeysetPosition | null; limit: number }): Promise<(Omit<ReviewSummary, 'submittedAt'> & { submittedAt: Date })[]> {
  return reader.rows(Prisma.sql`
    select p.id, p.slug, p.title, p.type, s.slug as "sellerSlug", s.name as "sellerName", p.submitted_at as "submittedAt"
    from products p join sellers s on s.id = p.seller_id
    where p.status = 'in_review' and p.submitted_at is not null
      and (${after?.id ?? null}::text is null or (p.submitted_at, p.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::text))
    order by p.submitted_at, p.id limit ${limit}`);
}
