import type { Offer } from './quote-facts';

/** An item on its way to being quoted: chosen and priced; coupon and shipping then fill their sums in. Amounts in minor units. */
export interface PricedItem {
  /** With a price: others are not sold. */
  offer: Offer & { priceId: string; amountMinor: number };
  /** The variant of the line it belongs to: its own, or the bundle's. */
  lineVariantId: string;
  quantity: number;
  unitPriceMinor: number;
  discountMinor: number;
  subsidyMinor: number;
  shippingMinor: number;
  bundle: { productId: string; title: string } | null;
}

/** What the item's goods cost: without shipping, with what has been taken off so far. */
export function goodsMinorOf({ unitPriceMinor, quantity, discountMinor }: PricedItem): number {
  return unitPriceMinor * quantity - discountMinor;
}

export function isShipped({ offer }: PricedItem): boolean {
  return offer.kind === 'physical';
}
