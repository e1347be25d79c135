import { splitBundle } from '@/server/modules/carts/split-bundle';
import { JointBundle } from '@/shared/contracts/joint-bundles';
import { findMissingParts } from './find-missing-parts';
import type { JointRow } from './joint-bundles.queries';

/** What each price of a bundle comes to: the parts' own prices together, and the share of each. */
function toPrice({ currency, amountMinor }: JointRow['prices'][number], parts: JointRow['parts']): JointBundle['prices'][number] {
  const alone = parts.flatMap(({ prices }) => prices.find((price) => price.currency === currency)?.amountMinor ?? []);
  if (alone.length < parts.length) return { currency, amountMinor, listMinor: null, shares: null };
  const shares = splitBundle(amountMinor, alone);
  return { currency, amountMinor, listMinor: alone.reduce((sum, amount) => sum + amount, 0), shares: shares.map(({ listMinor: aloneMinor, shareMinor }) => ({ aloneMinor, shareMinor })) };
}

function findMissingOfJoint({ sellerLifecycle, sellerName, prices, parts, consents }: JointRow): string[] {
  const missing = findMissingParts(prices, parts).map(({ text }) => text);
  if (sellerLifecycle !== 'active') missing.push(`${sellerName} is not an active seller.`);
  for (const consent of consents) if (consent.status !== 'agreed') missing.push(`${consent.sellerName} has ${consent.status === 'declined' ? 'declined' : 'not agreed yet'}.`);
  return missing;
}

/** A bundle across sellers with its sums and what keeps it from being sold. Pure. */
export function toJointBundle(row: JointRow): JointBundle {
  const { id, slug, title, summary, status, sellerSlug, sellerName, parts, prices, consents } = row;
  return {
    id, slug, title, summary, status, sellerSlug, sellerName,
    createdAt: row.createdAt.toISOString(),
    parts: parts.map((part) => JointBundle.shape.parts.element.parse(part)),
    prices: prices.map((price) => toPrice(price, parts)),
    consents: consents.map((consent) => ({ ...consent, decidedAt: consent.decidedAt === null ? null : new Date(consent.decidedAt).toISOString() })),
    missing: findMissingOfJoint(row),
  };
}
