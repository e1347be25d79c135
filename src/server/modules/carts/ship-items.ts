import { countryName } from '@/shared/countries';
import { splitAmount } from '@/shared/money';
import { goodsMinorOf, isShipped, type PricedItem } from './priced-item';
import type { QuotedSeller, QuoteProblem, QuoteRequest } from './quote';
import type { RateFacts } from './quote-facts';

/** What a thing weighs whose seller has not said so. */
const USUAL_GRAMS = 500;
const ELSEWHERE = '*';
/** More than anybody packs for one order, and few enough that every sum of a quote is a whole number a computer counts with. */
export const MAX_PARCELS = 1_000;

function weightOf({ offer, quantity }: PricedItem): number {
  return (offer.weightGrams ?? USUAL_GRAMS) * quantity;
}

const sum = (amounts: readonly number[]) => amounts.reduce((so, amount) => so + amount, 0);

/** The seller's rate that names the country, else the one for everywhere else; of several the cheapest parcel. */
function rateFor(rates: readonly RateFacts[], sellerId: string, country: string): RateFacts | undefined {
  const cheapest = (place: string) =>
    rates.filter((rate) => rate.sellerId === sellerId && rate.countries.includes(place)).sort((a, b) => a.parcelMinor - b.parcelMinor || (a.rateId < b.rateId ? -1 : 1))[0];
  return cheapest(country) ?? cheapest(ELSEWHERE);
}

interface Shipped {
  shipping: QuotedSeller['shipping'];
  shares: number[];
}

/** Parcels by weight, free from the seller's subtotal of shipped goods on, and each item's share by weight; undefined past the limit of parcels. */
function ship(rate: RateFacts, items: readonly PricedItem[]): Shipped | undefined {
  const parcels = Math.ceil(sum(items.map(weightOf)) / rate.parcelGrams);
  if (parcels > MAX_PARCELS) return undefined;
  const isFree = rate.freeFromMinor !== null && sum(items.map(goodsMinorOf)) >= rate.freeFromMinor;
  const shippingMinor = isFree ? 0 : parcels * rate.parcelMinor;
  return { shipping: { name: rate.name, parcels, shippingMinor }, shares: splitAmount(shippingMinor, items.map(weightOf)) };
}

export interface Shipping {
  items: PricedItem[];
  sellers: QuotedSeller[];
  problems: QuoteProblem[];
}

/** What each seller asks to ship the goods of theirs to the country, spread over those goods. Sellers come in the order of the items. Pure. */
export function shipItems(rates: readonly RateFacts[], items: readonly PricedItem[], { country, currency }: QuoteRequest): Shipping {
  const shareOf = new Map<PricedItem, number>();
  const problems: QuoteProblem[] = [];
  const sellers = [...new Map(items.map(({ offer }) => [offer.sellerId, offer])).values()].map((offer): QuotedSeller => {
    const { sellerId, sellerSlug, sellerName, handlingDays } = offer;
    const goods = items.filter((item) => item.offer.sellerId === sellerId && isShipped(item));
    const rate = country && goods.length > 0 ? rateFor(rates, sellerId, country) : undefined;
    if (country && goods.length > 0 && !rate) problems.push(...goods.map((item) => notShipped(item, country, currency)));
    const shipped = rate && ship(rate, goods);
    if (rate && !shipped) problems.push(...goods.map(tooManyParcels));
    const { shipping, shares } = shipped ?? { shipping: null, shares: [] };
    for (const [index, item] of goods.entries()) shareOf.set(item, shares[index] ?? 0);
    return { sellerId, sellerSlug, sellerName, handlingDays, shipping };
  });
  if (!country && items.some(isShipped)) problems.push({ reason: 'country_missing', variantId: null, message: 'Choose the country the parcels go to.' });
  return { items: items.map((item) => ({ ...item, shippingMinor: shareOf.get(item) ?? 0 })), sellers, problems };
}

function tooManyParcels({ offer, lineVariantId }: PricedItem): QuoteProblem {
  return { reason: 'too_many', variantId: lineVariantId, message: `${offer.sellerName} sends at most ${MAX_PARCELS} parcels for one order. Choose fewer units, or order in several parts.` };
}

function notShipped({ offer, lineVariantId }: PricedItem, country: string, currency: string): QuoteProblem {
  return { reason: 'not_shipped_there', variantId: lineVariantId, message: `${offer.sellerName} does not ship “${offer.title}” to ${countryName(country)} for ${currency.toUpperCase()}.` };
}
