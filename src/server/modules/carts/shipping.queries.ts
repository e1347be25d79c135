import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { ShippingRate } from '@/shared/contracts/shipping';
import { newId } from '@/shared/ids';

/** A seller's live rates in the order they were written. */
export function findRates(reader: Reader, sellerId: string): Promise<ShippingRate[]> {
  return reader.rows<ShippingRate>(Prisma.sql`
    select name, countries, currency::text, parcel_minor as "parcelMinor", parcel_grams as "parcelGrams", free_from_minor as "freeFromMinor"
    from shipping_rates where seller_id = ${sellerId} and archived_at is null order by created_at, id`);
}

/** Locks the seller, so that of two who write rates at once the later replaces the earlier. */
export async function lockSeller(tx: ServiceTx, sellerId: string): Promise<void> {
  await tx.$queryRaw`select id from sellers where id = ${sellerId} for update`;
}

/** Puts these rates in place of those that hold now, which are kept as what was once asked. Locked by now. */
export async function replaceRates(tx: ServiceTx, { sellerId, rates, now }: { sellerId: string; rates: readonly ShippingRate[]; now: Date }): Promise<void> {
  await tx.$executeRaw`update shipping_rates set archived_at = ${now} where seller_id = ${sellerId} and archived_at is null`;
  const rows = rates.map((rate, index) => ({ ...rate, id: newId('shippingRate', now.getTime()), index }));
  await tx.$executeRaw`
    insert into shipping_rates (id, seller_id, name, countries, currency, parcel_minor, parcel_grams, free_from_minor, created_at)
    select r.id, ${sellerId}, r.name, array(select jsonb_array_elements_text(r.countries)), r.currency, r."parcelMinor", r."parcelGrams", r."freeFromMinor", ${now}::timestamptz + r.index * interval '1 millisecond'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, name text, countries jsonb, currency text, "parcelMinor" bigint, "parcelGrams" int, "freeFromMinor" bigint, index int)`;
}
