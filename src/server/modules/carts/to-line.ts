import { toProductImageView } from '@/shared/image-address';
import type { PricedItem } from './priced-item';
import type { QuotedLine, QuoteProblem } from './quote';
import type { Offer } from './quote-facts';

/** What a selection comes to: its line, the items it consists of, and what speaks against it. */
export interface Choice {
  lines: QuotedLine[];
  items: PricedItem[];
  problems: QuoteProblem[];
}

/** The line of an offer as the buyer sees it, before anything is known of its price. */
export function toLine(offer: Offer, quantity: number): QuotedLine {
  const { variantId, productId, productSlug, productType, kind, title, variantTitle, sellerSlug, sellerName, license, available, image, interval, trialDays } = offer;
  const shown = available === null ? null : Math.max(0, Math.min(available, 20));
  return {
    variantId, productId, productSlug, productType, kind, title, variantTitle, sellerSlug, sellerName, license, quantity, interval, trialDays,
    unitPriceMinor: offer.amountMinor ?? 0, lineMinor: 0, available: shown, image: image && toProductImageView(image), parts: [],
  };
}
