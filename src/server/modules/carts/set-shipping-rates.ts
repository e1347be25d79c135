import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import { ELSEWHERE, type SetShippingRatesInput, type ShippingRate } from '@/shared/contracts/shipping';
import { countryName } from '@/shared/countries';
import { AppError } from '@/shared/errors';
import { lockSeller, replaceRates } from './shipping.queries';

/** A country belongs to one rate per currency: of two nobody could say which holds. */
function assertDistinct(rates: readonly ShippingRate[]): void {
  const seen = new Set<string>();
  for (const [index, { countries, currency }] of rates.entries()) {
    for (const country of countries) {
      const place = country === ELSEWHERE ? 'Everywhere else' : countryName(country);
      if (seen.has(`${country} ${currency}`)) throw new AppError('INVALID_INPUT', `${place} is in two rates in ${currency.toUpperCase()}.`, { field: `rates.${index}.countries`, reason: 'twice' });
      seen.add(`${country} ${currency}`);
    }
  }
}

/**
 * An owner or admin of the seller says what a parcel costs to where; these rates take the place of all that held. Orders placed keep what they
 * were asked. Throws NOT_FOUND, FORBIDDEN, INVALID_INPUT for a country named twice in one currency.
 */
export async function setShippingRates(db: Database, { viewer, input }: { viewer: Viewer; input: SetShippingRatesInput }): Promise<void> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller, atLeast: 'admin' });
  assertDistinct(input.rates);
  await db.asService('shipping rates are written by the service alone', async (tx) => {
    await lockSeller(tx, sellerId);
    await replaceRates(tx, { sellerId, rates: input.rates, now: clock.now() });
  });
}
