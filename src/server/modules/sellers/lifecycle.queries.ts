import type { ServiceTx } from '@/server/platform/db';
import type { SellerLifecycle } from '@/shared/contracts/sellers';

export interface SellerRow {
  sellerId: string;
  organizationId: string;
  slug: string;
  name: string;
  lifecycle: SellerLifecycle;
}

/** A seller by its slug, locked: of two acts on it at once, the second sees what the first made of it. */
export async function lockSeller(tx: ServiceTx, slug: string): Promise<SellerRow | undefined> {
  const [row] = await tx.$queryRaw<SellerRow[]>`
    select id as "sellerId", organization_id as "organizationId", slug, name, lifecycle from sellers where slug = ${slug} for no key update`;
  return row;
}

/** Moves a seller on. The dates of approval and of closing are kept with it; leaving `active` takes its products off the listing by itself. */
export async function updateLifecycle(tx: ServiceTx, move: { sellerId: string; lifecycle: SellerLifecycle; reason: string | null; at: Date }): Promise<void> {
  const { sellerId, lifecycle, reason, at } = move;
  await tx.$executeRaw`
    update sellers set lifecycle = ${lifecycle}, lifecycle_reason = ${reason},
      approved_at = case when ${lifecycle} = 'approved' then ${at} else approved_at end, closed_at = case when ${lifecycle} = 'closed' then ${at} else closed_at end
    where id = ${sellerId}`;
}

/** What a seller still owes its buyers or the shop. */
export type Duty = 'payments' | 'parcels' | 'returns' | 'refunds' | 'disputes' | 'debt';

/** What keeps a seller from closing, each once: orders on their way to be paid, parcels, returns, refunds, disputes, a balance below zero. */
export async function findOpenDuties(tx: ServiceTx, sellerId: string): Promise<Duty[]> {
  const rows = await tx.$queryRaw<{ duty: Duty }[]>`
    select 'payments' as duty where exists (select from order_items i join orders o on o.id = i.order_id where i.seller_id = ${sellerId} and o.status in ('pending', 'awaiting_payment'))
    union all select 'parcels' where exists (select from seller_orders where seller_id = ${sellerId} and paid_at is not null and fulfilment in ('unshipped', 'partially_shipped'))
    union all select 'returns' where exists (select from returns where seller_id = ${sellerId} and status in ('requested', 'approved'))
    union all select 'refunds' where exists (
      select from refund_items f join refunds r on r.id = f.refund_id join order_items i on i.id = f.order_item_id where i.seller_id = ${sellerId} and r.status = 'pending')
    union all select 'disputes' where exists (
      select from dispute_items f join disputes d on d.id = f.dispute_id join order_items i on i.id = f.order_item_id where i.seller_id = ${sellerId} and d.closed_at is null)
    -- Credits are negative, so what is above zero is owed to the shop.
    union all select 'debt' where exists (
      select from ledger_accounts a join ledger_entries e on e.account_id = a.id where a.seller_id = ${sellerId} group by a.id having sum(e.amount_minor) > 0)`;
  return rows.map(({ duty }) => duty);
}

export interface ApplicationRow {
  id: string;
  organizationId: string;
  slug: string;
  name: string;
  tagline: string;
  about: string;
  country: string;
  supportEmail: string;
  appliedBy: string;
  at: Date;
}

/** Writes an application, or writes a declined one anew. Answers with the seller's id; none when the organization sells already or the slug is another's; the unique keys decide. */
export async function upsertApplication(tx: ServiceTx, row: ApplicationRow): Promise<string | undefined> {
  const [written] = await tx.$queryRaw<{ id: string }[]>`
    insert into sellers (id, organization_id, slug, name, tagline, about, country, support_email, lifecycle, applied_at, applied_by)
    select ${row.id}, ${row.organizationId}, ${row.slug}, ${row.name}, ${row.tagline}, ${row.about}, ${row.country}, ${row.supportEmail}, 'applied', ${row.at}, ${row.appliedBy}::uuid
    where not exists (select from sellers where slug = ${row.slug} and organization_id <> ${row.organizationId})
    on conflict (organization_id) do update set slug = excluded.slug, name = excluded.name, tagline = excluded.tagline, about = excluded.about, country = excluded.country,
      support_email = excluded.support_email, lifecycle = 'applied', lifecycle_reason = null, applied_at = excluded.applied_at, applied_by = excluded.applied_by
    where sellers.lifecycle = 'declined' returning id`;
  return written?.id;
}

/** Why an application was not written. */
export async function isSlugTaken(tx: ServiceTx, { slug, organizationId }: { slug: string; organizationId: string }): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`select 1 from sellers where slug = ${slug} and organization_id <> ${organizationId}`;
  return rows.length > 0;
}

export async function updateSellerStorefront(tx: ServiceTx, row: { sellerId: string; name: string; tagline: string; about: string; supportEmail: string; handlingDays: number }): Promise<void> {
  await tx.$executeRaw`
    update sellers set name = ${row.name}, tagline = ${row.tagline}, about = ${row.about}, support_email = ${row.supportEmail}, handling_days = ${row.handlingDays}
    where id = ${row.sellerId}`;
}
