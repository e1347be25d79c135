import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import type { CouponToEnsure, RateToEnsure } from './ensure-trade';

export async function setHandlingDays(tx: ServiceTx, { sellerSlug, handlingDays }: { sellerSlug: string; handlingDays: number }): Promise<void> {
  await tx.$executeRaw`update sellers set handling_days = ${handlingDays} where slug = ${sellerSlug} and handling_days <> ${handlingDays}`;
}

/** A rate is known by its name and currency. */
export async function insertMissingRates(tx: ServiceTx, { sellerSlug, rates }: { sellerSlug: string; rates: readonly RateToEnsure[] }): Promise<void> {
  const rows = rates.map((rate) => ({ ...rate, id: newId('shippingRate') }));
  await tx.$executeRaw`
    insert into shipping_rates (id, seller_id, name, countries, currency, parcel_minor, parcel_grams, free_from_minor)
    select r.id, s.id, r.name, r.countries, r.currency, r."parcelMinor", r."parcelGrams", r."freeFromMinor"
    from sellers s, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, name text, countries text[], currency text, "parcelMinor" bigint, "parcelGrams" int, "freeFromMinor" bigint)
    where s.slug = ${sellerSlug} and not exists (select from shipping_rates k where k.seller_id = s.id and k.name = r.name and k.currency = r.currency and k.archived_at is null)`;
}

/** A code is one coupon's in the whole shop; the unique index keeps two at once from both making it. */
export async function insertMissingCoupons(tx: ServiceTx, { sellerSlug, coupons }: { sellerSlug: string; coupons: readonly CouponToEnsure[] }): Promise<void> {
  const rows = coupons.map((coupon) => ({ ...coupon, id: newId('coupon') }));
  await tx.$executeRaw`
    insert into coupons (id, seller_id, code, percent_bps, amount_minor, currency, min_currency, min_subtotal_minor, is_first_purchase)
    select r.id, s.id, r.code, r."percentBps", r."amountMinor", case when r."amountMinor" is not null then r.currency end, case when r."amountMinor" is null then r.currency end, r."minSubtotalMinor", r."isFirstPurchase"
    from sellers s, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, code text, "percentBps" int, "amountMinor" bigint, currency text, "minSubtotalMinor" bigint, "isFirstPurchase" boolean)
    where s.slug = ${sellerSlug}
    on conflict (code) where archived_at is null do nothing`;
}
