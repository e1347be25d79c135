import type { ServiceTx } from '@/server/platform/db';
import type { MembershipToEnsure } from './ensure-membership';

interface NewMembership extends Pick<MembershipToEnsure, 'sellerSlug' | 'slug' | 'title' | 'summary' | 'description'> {
  id: string;
  plans: readonly (MembershipToEnsure['plans'][number] & { position: number; variantId: string; priceId: string; sku: string })[];
  at: Date;
}

/** The seller's membership of this address, written with its plans unless it is there. Undefined when the address is another's. */
export async function insertMembership(tx: ServiceTx, { id, sellerSlug, slug, title, summary, description, plans, at }: NewMembership): Promise<string | undefined> {
  await tx.$executeRaw`
    with product as (
      insert into products (id, seller_id, kind, type, slug, title, summary, description, status, published_at, created_at, updated_at)
      select ${id}, s.id, 'membership', 'membership', ${slug}, ${title}, ${summary}, ${description}, 'published', ${at}, ${at}, ${at} from sellers s where s.slug = ${sellerSlug}
      on conflict do nothing returning id, seller_id),
    plan as (
      select p.id as product_id, p.seller_id, r.* from product p, jsonb_to_recordset(${JSON.stringify(plans)}::jsonb) as r(tier text, title text, "interval" text, "amountMinor" bigint,
        "trialDays" integer, position integer, "variantId" text, "priceId" text, sku text)),
    variants as (
      insert into product_variants (id, product_id, seller_id, sku, title, position, membership_tier, trial_days)
      select "variantId", product_id, seller_id, sku, title, position, tier, "trialDays" from plan)
    insert into prices (id, variant_id, amount_minor, currency, "interval", created_at) select "priceId", "variantId", "amountMinor", 'usd', "interval", ${at} from plan`;
  const [row] = await tx.$queryRaw<{ id: string }[]>`select p.id from products p join sellers s on s.id = p.seller_id where p.slug = ${slug} and p.kind = 'membership' and s.slug = ${sellerSlug}`;
  return row?.id;
}

export async function includeProducts(tx: ServiceTx, included: MembershipToEnsure['included']): Promise<void> {
  await tx.$executeRaw`
    update products p set included_from_tier = i.tier from jsonb_to_recordset(${JSON.stringify(included)}::jsonb) as i(slug text, tier text)
    where p.slug = i.slug and p.kind = 'download' and p.included_from_tier is null`;
}
