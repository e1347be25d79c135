import { quoteBundles } from '@/server/modules/carts/quote-bundles';
import type { Platform } from '@/server/platform/platform';
import type { Viewer } from '@/server/platform/db';
import type { BundleOffer } from '@/shared/contracts/discovery';
import { newId } from '@/shared/ids';
import { findBundleOf } from './bundles.queries';

export interface BundleRequest {
  viewer: Viewer | null;
  /** On the page or in the cart. */
  near: readonly string[];
  isCart: boolean;
  ownedIds: readonly string[];
}

/** Anyone: the bundle that what they look at or have in the cart is a part of, with what it costs them after what they own; null where there is none to complete. */
export async function offerBundle(platform: Pick<Platform, 'db'>, { viewer, near, isCart, ownedIds }: BundleRequest): Promise<BundleOffer | null> {
  const bundle = await findBundleOf(platform.db.anon, { near, known: isCart ? [...ownedIds, ...near] : ownedIds });
  if (!bundle) return null;
  const [quote] = await quoteBundles(platform, { viewer, input: { productIds: [bundle.productId], currency: 'usd', choices: {} } });
  if (!quote) return null;
  const hasOf = (productId: string, owned: boolean) => owned || (isCart && near.includes(productId));
  const have = quote.parts.filter(({ productId, owned }) => hasOf(productId, owned));
  const missing = quote.parts.filter(({ productId, owned }) => !hasOf(productId, owned));
  if (missing.length === 0) return null;
  return {
    slug: bundle.slug, title: bundle.title, currency: quote.currency, priceMinor: quote.priceMinor, ownPriceMinor: quote.ownPriceMinor, partCount: quote.parts.length,
    have: have.map(({ title }) => title), missing: missing.map(({ title }) => title), reason: toBundleReason(quote.parts, near, isCart), recommendationId: newId('recommendation'),
  };
}

/** Why the bundle is shown: a part that is owned says more than one at hand. Pure. */
function toBundleReason(parts: readonly { productId: string; title: string; owned: boolean }[], near: readonly string[], isCart: boolean): string {
  const owned = parts.filter((part) => part.owned);
  const [first, second] = owned;
  if (first) return `Because you own ${second ? `${first.title} and ${owned.length === 2 ? second.title : `${owned.length - 1} more of it`}` : first.title}, which is taken off the price.`;
  const at = parts.find(({ productId }) => near.includes(productId));
  return isCart && at ? `Because ${at.title} is in your cart and is one of its ${parts.length} parts.` : `Because this is one of its ${parts.length} parts.`;
}
