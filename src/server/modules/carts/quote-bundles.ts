import { clock } from '@/server/platform/clock';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import type { BundleQuote, QuoteBundlesInput } from '@/shared/contracts/bundles';
import type { QuoteRequest } from './quote';
import type { Offer, QuoteFacts } from './quote-facts';
import { findBundleFacts } from './quote-facts.queries';
import { toQuote } from './to-quote';

/** Each bundle is quoted by itself: what another would bring is not the viewer's yet. */
function toBundleQuote(facts: QuoteFacts, request: QuoteRequest, offer: Offer): BundleQuote | undefined {
  const { variantId, productId } = offer;
  const quote = toQuote(facts, request);
  const line = quote.lines.find((one) => one.variantId === variantId);
  if (!line) return undefined;
  const problem = quote.problems.find((one) => one.variantId === variantId);
  return {
    productId, variantId, currency: request.currency, priceMinor: line.unitPriceMinor, ownPriceMinor: line.lineMinor, parts: [...line.parts],
    problem: problem ? { reason: problem.reason, message: problem.message } : null,
  };
}

/**
 * Everyone: what these bundles cost them, part by part, with what they own taken off; a guest owns nothing. One statement. What is no
 * bundle, or was never published, is left out.
 */
export async function quoteBundles({ db }: Pick<Platform, 'db'>, { viewer, input }: { viewer: Viewer | null; input: QuoteBundlesInput }): Promise<BundleQuote[]> {
  const { productIds, currency, choices } = input;
  const asked: QuoteRequest = { userId: viewer?.userId ?? null, organizationId: null, selections: [], currency, country: null, couponCode: null, now: clock.now() };
  const facts = await findBundleFacts(db.readAsService('bundles are counted for who looks at them'), asked, productIds);
  const bundles = facts.offers.filter((offer) => offer.kind === 'bundle' && productIds.includes(offer.productId));
  return bundles.flatMap((offer) => toBundleQuote(facts, { ...asked, selections: [{ variantId: offer.variantId, quantity: 1, choices }] }, offer) ?? []);
}
