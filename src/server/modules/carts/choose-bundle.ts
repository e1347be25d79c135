import { hasPrice, keyOf, refusalOf, type Assortment } from './assortment';
import type { PricedItem } from './priced-item';
import type { QuotedPart, QuoteProblem, Selection } from './quote';
import type { BundlePart, Offer } from './quote-facts';
import { splitBundle, type BundleShare } from './split-bundle';
import { toLine, type Choice } from './to-line';

/** A part in the form it is bought in. Not chosen yet: one of its forms stands for it. */
interface ChosenPart {
  offer: Offer;
  isChosen: boolean;
  isOwned: boolean;
}

function choosePart(part: BundlePart, choices: Selection['choices'], stock: Assortment): ChosenPart | undefined {
  const isOwned = (offer: Offer) => offer.kind === 'download' && (stock.isOwned(offer) || stock.bundled.has(keyOf(offer)));
  const named = part.partVariantId ?? choices?.[part.partProductId];
  const forms = stock.variantsOf(part.partProductId);
  const sold = forms.filter((form) => form.isForSale);
  const held = part.partVariantId === null ? forms.find(isOwned) : undefined;
  const chosen = held ?? forms.find((form) => form.variantId === named) ?? (part.partVariantId === null && sold.length === 1 ? sold[0] : undefined);
  const offer = chosen ?? sold.find(hasPrice) ?? forms[0];
  if (!offer || (part.partVariantId !== null && !chosen)) return undefined;
  return { offer, isChosen: chosen !== undefined, isOwned: chosen !== undefined && isOwned(chosen) };
}

function toPart({ offer, isChosen, isOwned }: ChosenPart, share: BundleShare | undefined): QuotedPart {
  const { productId, productSlug, productType, title, variantId, variantTitle } = offer;
  const form = isChosen ? { variantId, variantTitle } : { variantId: null, variantTitle: '' };
  return { productId, productSlug, productType, title, ...form, listMinor: offer.amountMinor ?? 0, shareMinor: share?.shareMinor ?? 0, owned: isOwned };
}

/** What forbids the bundle as a whole. Parts owned already need not be for sale any more. */
function refuse(bundle: Offer, parts: readonly (ChosenPart | undefined)[], stock: Assortment): QuoteProblem | undefined {
  const { variantId, title } = bundle;
  const own = refusalOf({ ...bundle, kind: 'download' }, stock);
  if (own) return { ...own, variantId };
  if (parts.length === 0 || parts.some((part) => !part || part.offer.interval !== null)) return { reason: 'not_for_sale', variantId, message: `“${title}” cannot be bought: a part of it is not sold any more.` };
  for (const part of parts) {
    const refusal = part && !part.isOwned ? refusalOf(part.offer, stock) : undefined;
    if (refusal) return { ...refusal, variantId, message: `${refusal.message} It is a part of “${title}”.` };
  }
  if (parts.some((part) => part && !hasPrice(part.offer))) return { reason: 'other_currency', variantId, message: `A part of “${title}” has no price in ${stock.request.currency.toUpperCase()}.` };
  if (parts.every((part) => part?.isOwned)) return { reason: 'owned', variantId, message: `You have everything in “${title}” already.` };
  return undefined;
}

function warn(bundle: Offer, parts: readonly ChosenPart[], { quantity, organizationId }: { quantity: number; organizationId: string | null }): QuoteProblem[] {
  const { variantId, title } = bundle;
  const wanted = parts.filter((part) => !part.isOwned);
  const problems: QuoteProblem[] = wanted
    .filter((part) => !part.isChosen)
    .map(({ offer }) => ({ reason: 'choice_missing', variantId, message: `Choose which “${offer.title}” you want in “${title}”.` }));
  if (quantity > 1 && parts.some(({ offer }) => offer.kind !== 'physical')) problems.push({ reason: 'too_many', variantId, message: `One “${title}” is enough: its downloads are bought once.` });
  const personal = organizationId ? wanted.find(({ offer }) => offer.license === 'personal') : undefined;
  if (personal) problems.push({ reason: 'personal_license', variantId, message: `“${personal.offer.title}” in “${title}” is licensed to one person and cannot be bought for an organization.` });
  return problems;
}

/**
 * A bundle's line and items: its price is split over all parts by their list prices, parts owned already are left out and their shares taken
 * off. What it brings is noted in `stock.bundled`. Pure but for that.
 */
export function chooseBundle(bundle: Offer, selection: Selection, stock: Assortment): Choice {
  const { quantity, choices } = selection;
  const found = stock.partsOf(bundle.productId).map((part) => choosePart(part, choices, stock));
  const parts = found.filter((part) => part !== undefined);
  const priced = hasPrice(bundle) && parts.length > 0 ? splitBundle(bundle.amountMinor, parts.map(({ offer }) => offer.amountMinor ?? 0)) : [];
  const counted = parts.filter((part) => !part.isOwned).flatMap(({ offer }) => offer.available ?? []);
  const available = counted.length > 0 ? Math.min(20, ...counted) : null;
  const line = { ...toLine(bundle, quantity), available, parts: parts.map((part, index) => toPart(part, priced[index])) };
  const refusal = refuse(bundle, found, stock);
  if (refusal) return { lines: [line], items: [], problems: [refusal] };
  const items = parts.flatMap(({ offer, isOwned }, index): PricedItem[] => {
    const share = priced[index];
    if (isOwned || !share || !hasPrice(offer)) return [];
    if (offer.kind === 'download') stock.bundled.set(keyOf(offer), bundle.title);
    const { unitPriceMinor, discountMinor } = share;
    const from = { productId: bundle.productId, title: bundle.title };
    return [{ offer, lineVariantId: bundle.variantId, quantity, unitPriceMinor, discountMinor: discountMinor * quantity, subsidyMinor: 0, shippingMinor: 0, bundle: from }];
  });
  const lineMinor = items.reduce((sum, item) => sum + item.unitPriceMinor * quantity - item.discountMinor, 0);
  return { lines: [{ ...line, lineMinor }], items, problems: warn(bundle, parts, { quantity, organizationId: stock.request.organizationId }) };
}
