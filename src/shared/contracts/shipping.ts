import { z } from 'zod';
import { Country, Currency } from './cart';
import { SellerInput } from './sellers';
import { lineOf } from './text';

/** Every country no other rate of the seller names. */
export const ELSEWHERE = '*';

export const ShippingRate = z.strictObject({
  name: lineOf(80),
  countries: z.array(z.union([z.literal(ELSEWHERE), Country])).min(1, 'name a country').max(250),
  currency: Currency,
  parcelMinor: z.number().int().min(0).max(99_999_999),
  /** What one parcel may weigh; a heavier order is several. */
  parcelGrams: z.number().int().min(1).max(100_000),
  /** From this subtotal of the seller's goods on, shipping costs nothing; null: never. */
  freeFromMinor: z.number().int().min(0).max(99_999_999).nullable(),
});
export type ShippingRate = z.infer<typeof ShippingRate>;

export const SetShippingRatesInput = SellerInput.extend({ rates: z.array(ShippingRate).max(50) });
export type SetShippingRatesInput = z.infer<typeof SetShippingRatesInput>;
