import type { Database } from '@/server/platform/db';
import { insertMissingCoupons, insertMissingRates, setHandlingDays } from './trade.queries';

/** What a parcel costs to some countries (ISO 3166 alpha-2; `*` for those no other rate names). Amounts in minor units. */
export interface RateToEnsure {
  name: string;
  countries: readonly string[];
  currency: string;
  parcelMinor: number;
  parcelGrams: number;
  freeFromMinor: number | null;
}

/** One of `percentBps` and `amountMinor`. `currency` is that of the amount and of the least subtotal. */
export interface CouponToEnsure {
  code: string;
  percentBps: number | null;
  amountMinor: number | null;
  currency: string | null;
  minSubtotalMinor: number;
  isFirstPurchase: boolean;
}

/** How a seller sends things and what it gives off. Rates and coupons that are there already are left as they are. For the operator's own machine: nobody is asked. */
export async function ensureTrade(db: Database, trade: { sellerSlug: string; handlingDays: number; rates: readonly RateToEnsure[]; coupons: readonly CouponToEnsure[] }): Promise<void> {
  await db.asService('the operator seeds how a seller sends', async (tx) => {
    await setHandlingDays(tx, trade);
    await insertMissingRates(tx, trade);
    await insertMissingCoupons(tx, trade);
  });
}
