import { newId } from '@/shared/ids';
import { feeOf, MINIMUM_CHARGE_MINOR } from '@/shared/money';
import { AppError } from '@/shared/errors';
import { moneyText } from '@/shared/money-text';
import { HOUR_MS } from '@/shared/time';

/** What is sold, as the database says at this moment. */
export interface Offer {
  variantId: string;
  productId: string;
  productSlug: string;
  productType: string;
  title: string;
  kind: string;
  license: string | null;
  downloadLimit: number | null;
  sellerId: string;
  sellerName: string;
  feeBps: number;
  version: string | null;
  priceId: string;
  amountMinor: number;
  currency: string;
}

export interface OrderBuyer {
  userId: string;
  organizationId: string | null;
}

export interface NewOrder {
  order: { id: string; openKey: string; buyerUserId: string; organizationId: string | null; currency: string; totalMinor: number; expiresAt: Date; createdAt: Date };
  item: Omit<Offer, 'amountMinor' | 'currency'> & { id: string; quantity: number; unitPriceMinor: number; totalMinor: number; feeMinor: number };
}

/** How long a buyer has. Stripe wants 30 minutes of it when its page is made, the other half is for making it after an outage. */
const ORDER_LIFE_MS = HOUR_MS;

/** Who buys what: equal for a second click, another tab, or a colleague buying for the same organization. Pure. */
export function toOpenKey({ userId, organizationId }: OrderBuyer, variantId: string): string {
  return `${organizationId ?? userId}:${variantId}`;
}

/** Refuses amounts that Stripe would refuse: below its least charge, or in a currency we do not sell in. Nothing to pay is fine. */
export function assertChargeable({ amountMinor, currency }: { amountMinor: number; currency: string }): void {
  if (amountMinor === 0) return;
  const least = MINIMUM_CHARGE_MINOR[currency];
  if (least === undefined) throw new AppError('UNPROCESSABLE', `Nothing can be paid in ${currency.toUpperCase()} here.`, { reason: 'currency' });
  if (amountMinor < least) throw new AppError('UNPROCESSABLE', `The least that can be paid is ${moneyText(least, currency)}.`, { reason: 'below_minimum' });
}

/** The snapshot of an offer as an order of one item, with the platform's fee. */
export function toNewOrder(offer: Offer, buyer: OrderBuyer, now: Date): NewOrder {
  const { amountMinor, currency, ...sold } = offer;
  const quantity = 1;
  const totalMinor = amountMinor * quantity;
  return {
    order: {
      id: newId('order', now.getTime()),
      openKey: toOpenKey(buyer, offer.variantId),
      buyerUserId: buyer.userId,
      organizationId: buyer.organizationId,
      currency,
      totalMinor,
      expiresAt: new Date(Math.floor((now.getTime() + ORDER_LIFE_MS) / 1000) * 1000),
      createdAt: now,
    },
    item: { ...sold, id: newId('orderItem', now.getTime()), quantity, unitPriceMinor: amountMinor, totalMinor, feeMinor: feeOf(totalMinor, offer.feeBps) },
  };
}
