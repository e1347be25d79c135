import { refuseKept } from '@/server/modules/drops/refuse-kept';
import { assortmentOf, hasPrice, keyOf, refusalOf, type Assortment } from './assortment';
import { chooseBundle } from './choose-bundle';
import type { PricedItem } from './priced-item';
import type { QuoteProblem, QuoteRequest, Selection } from './quote';
import type { Offer, QuoteFacts } from './quote-facts';
import { toLine, type Choice } from './to-line';

/** The same variant chosen twice is one line of both quantities; of its choices the later count. */
function merge(selections: readonly Selection[]): Selection[] {
  const merged = new Map<string, Selection>();
  for (const selection of selections) {
    const before = merged.get(selection.variantId);
    const quantity = selection.quantity + (before?.quantity ?? 0);
    merged.set(selection.variantId, { ...before, ...selection, quantity });
  }
  return [...merged.values()];
}

function chooseSingle(offer: Offer, { quantity }: Selection, stock: Assortment): Choice {
  const line = toLine(offer, quantity);
  const { variantId, title } = offer;
  const refusal = refusalOf(offer, stock);
  if (refusal) return { lines: [line], items: [], problems: [{ ...refusal, variantId }] };
  if (offer.isSubscribed || (offer.kind !== 'physical' && stock.isOwned(offer))) {
    const whose = stock.request.organizationId ? 'Your organization has' : 'You have';
    return { lines: [line], items: [], problems: [{ reason: 'owned', variantId, message: `${whose} “${title}” already.` }] };
  }
  const holder = offer.kind === 'download' ? stock.bundled.get(keyOf(offer)) : undefined;
  if (holder !== undefined) return { lines: [line], items: [], problems: [{ reason: 'owned', variantId, message: `“${title}” comes with “${holder}” already.` }] };
  if (!hasPrice(offer)) return { lines: [line], items: [], problems: [] };
  const problems: QuoteProblem[] = [];
  if (offer.kind === 'download' && quantity > 1) problems.push({ reason: 'too_many', variantId, message: `One “${title}” is enough: a download is bought once.` });
  if (offer.interval !== null && quantity > 1) problems.push({ reason: 'too_many', variantId, message: `One “${title}” is enough.` });
  if (stock.request.organizationId && offer.license === 'personal') {
    problems.push({ reason: 'personal_license', variantId, message: `The licence of “${title}” is for one person. Choose the team licence to buy for an organization.` });
  }
  if (offer.needsSeller) problems.push({ reason: 'not_a_seller', variantId, message: `“${title}” is for an organization that sells here. Choose the one whose APIs it is for.` });
  // A trial is what the first order costs, not what the thing does.
  const unitPriceMinor = offer.interval !== null && offer.trialDays > 0 ? 0 : offer.amountMinor;
  const item: PricedItem = { offer, lineVariantId: variantId, quantity, unitPriceMinor, discountMinor: 0, subsidyMinor: 0, shippingMinor: 0, bundle: null };
  return { lines: [{ ...line, lineMinor: unitPriceMinor * quantity }], items: [item], problems };
}

/** Units wanted of each stock level, all lines and bundles together, against what there is. */
function checkStock(items: readonly PricedItem[]): QuoteProblem[] {
  const wanted = new Map<string, number>();
  for (const { offer, quantity } of items) {
    if (offer.stockLevelId) wanted.set(offer.stockLevelId, (wanted.get(offer.stockLevelId) ?? 0) + quantity);
  }
  return items.flatMap(({ offer, lineVariantId }) => {
    const { stockLevelId, available, title } = offer;
    if (!stockLevelId || available === null || (wanted.get(stockLevelId) ?? 0) <= available) return [];
    return [{ reason: 'too_many' as const, variantId: lineVariantId, message: `Only ${available} of “${title}” ${available === 1 ? 'is' : 'are'} left.` }];
  });
}

/** Units wanted of each variant that is kept for a drop, against what the buyer won of it. */
function checkDrops(items: readonly PricedItem[], { now }: QuoteRequest): QuoteProblem[] {
  const wanted = new Map<string, number>();
  for (const { offer, quantity } of items) wanted.set(offer.variantId, (wanted.get(offer.variantId) ?? 0) + quantity);
  return items.flatMap(({ offer, lineVariantId }) => {
    if (offer.drop === null) return [];
    const at = (time: string | null) => (time === null ? null : new Date(time));
    const { wonQuantity, claimed, claimExpiresAt, lapsedAt } = offer.drop;
    const message = refuseKept({ title: offer.title, wonQuantity, claimed, claimExpiresAt: at(claimExpiresAt), lapsedAt: at(lapsedAt) }, { wanted: wanted.get(offer.variantId) ?? 0, now });
    return message === null ? [] : [{ reason: 'drop' as const, variantId: lineVariantId, message }];
  });
}

/** One subscription per order: Stripe would make one of two, and neither could be canceled or changed by itself. */
function checkRecurring(items: readonly PricedItem[]): QuoteProblem[] {
  const [first, ...others] = items.filter(({ offer }) => offer.interval !== null);
  if (!first) return [];
  return others.map(({ offer, lineVariantId }) => ({ reason: 'several_subscriptions', variantId: lineVariantId, message: `“${offer.title}” and “${first.offer.title}” are both paid again and again. Order them one after the other.` }));
}

/** Turns what was chosen into lines and the items they consist of. What cannot be bought keeps its line, has no item and is a problem. Pure. */
export function chooseItems(facts: QuoteFacts, request: QuoteRequest): Choice {
  const selections = merge(request.selections);
  const stock = assortmentOf(facts, request);
  const isBundle = ({ variantId }: Selection) => stock.offers.get(variantId)?.kind === 'bundle';
  const chosen = new Map<string, Choice>();
  // Bundles first: what comes with one is not bought again beside it.
  for (const selection of [...selections.filter(isBundle), ...selections.filter((one) => !isBundle(one))]) {
    const offer = stock.offers.get(selection.variantId);
    const unknown: Choice = { lines: [], items: [], problems: [{ reason: 'not_for_sale', variantId: selection.variantId, message: 'Something in your cart is not for sale.' }] };
    chosen.set(selection.variantId, !offer ? unknown : offer.kind === 'bundle' ? chooseBundle(offer, selection, stock) : chooseSingle(offer, selection, stock));
  }
  const choices = selections.flatMap(({ variantId }) => chosen.get(variantId) ?? []);
  const items = choices.flatMap((choice) => choice.items);
  return { lines: choices.flatMap((choice) => choice.lines), items, problems: [...choices.flatMap((choice) => choice.problems), ...checkRecurring(items), ...checkStock(items), ...checkDrops(items, request)] };
}
