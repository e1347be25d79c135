import type { QuoteProblem, QuoteRequest } from './quote';
import type { BundlePart, Offer, QuoteFacts } from './quote-facts';

/** The facts of a quote, found by id. */
export interface Assortment {
  request: QuoteRequest;
  offers: ReadonlyMap<string, Offer>;
  /** Of a product: the forms it may be had in. */
  variantsOf(productId: string): Offer[];
  partsOf(bundleProductId: string): BundlePart[];
  isOwned(offer: Offer): boolean;
  /** Keys that come with a bundle of the same quote, and that bundle's title. Grows while bundles are chosen. */
  bundled: Map<string, string>;
}

/** What an entitlement is to: a product under a licence. */
export function keyOf({ productId, license }: { productId: string; license: string | null }): string {
  return `${productId} ${license ?? ''}`;
}

export function hasPrice(offer: Offer): offer is Offer & { priceId: string; amountMinor: number } {
  return offer.priceId !== null && offer.amountMinor !== null;
}

export function assortmentOf(facts: QuoteFacts, request: QuoteRequest): Assortment {
  const keys = new Set(facts.owned.map(keyOf));
  return {
    request,
    offers: new Map(facts.offers.map((offer) => [offer.variantId, offer])),
    variantsOf: (productId) => facts.offers.filter((offer) => offer.productId === productId),
    partsOf: (bundleProductId) => facts.parts.filter((part) => part.bundleProductId === bundleProductId),
    isOwned: (offer) => keys.has(keyOf(offer)),
    bundled: new Map(),
  };
}

/** Kinds a cart holds: paid once, and paid again and again. */
const ONCE = ['download', 'physical'];
const AGAIN = ['membership', 'api'];

/** Whether a cart holds the kind, paid the way its price says; one without a price yet is refused for that. */
function isSold({ kind, interval, priceId }: Offer): boolean {
  return ONCE.includes(kind) ? interval === null : AGAIN.includes(kind) && (interval !== null || priceId === null);
}

type Refusal = Omit<QuoteProblem, 'variantId'>;

/** Why nobody, or not this buyer, may have this as it stands; undefined when nothing speaks against it. */
export function refusalOf(offer: Offer, { request }: Assortment): Refusal | undefined {
  const { title, isForSale, isOwn, available } = offer;
  if (!isForSale || !isSold(offer)) return { reason: 'not_for_sale', message: `“${title}” is not sold any more.` };
  if (isOwn) return { reason: 'own_product', message: `“${title}” is sold by an organization you belong to, so you cannot buy it.` };
  if (!hasPrice(offer)) return { reason: 'other_currency', message: `“${title}” has no price in ${request.currency.toUpperCase()}.` };
  if (available !== null && available <= 0) return { reason: 'sold_out', message: `“${title}”${offer.variantTitle ? `, ${offer.variantTitle},` : ''} is sold out.` };
  return undefined;
}
