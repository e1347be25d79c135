import type { ServiceTx } from '@/server/platform/db';
import { enqueue } from '@/server/platform/queue';
import { newId } from '@/shared/ids';
import { ensureHouseSeller, findHouse, insertHouse, insertPlanProduct } from './house.queries';
import { insertTier } from './tiers.queries';

/** The shop itself, as `ingest` knows it. */
const HOUSE = { slug: 'latchkey', name: 'Latchkey' };
const PLATFORM = { slug: 'latchkey-metering', name: 'Latchkey metering' };
/** What a developer's own plan may be, to begin with; afterwards these are rows that the house's own admins change (docs/decisions/platforms.md). */
const FREE = { slug: 'free', name: 'Free', unitLimit: 5 };
const DEVELOPER = { slug: 'developer', name: 'Developer', unitLimit: 500, amountMinor: 2_900, currency: 'usd' };

export interface HousePlan {
  slug: string;
  title: string;
  summary: string;
  description: string;
  tierName: string;
  amountMinor: number;
  currency: string;
}

const PLAN: HousePlan = {
  slug: 'developer-plan',
  title: 'Developer plan',
  summary: 'Meter, limit and bill the users of your own API: 500 calls a month across your platforms, and the live world.',
  description: [
    'For sellers of APIs. One plan covers every platform of your organization.',
    '',
    '- 500 metered calls a month, in preview and live together',
    '- Live keys, and checkouts on your own Stripe account',
    '- Tiers, keys, signed tokens, usage pages and webhooks',
    '',
    'Buy it for the organization that sells. The free plan meters 5 calls a month.',
  ].join('\n'),
  tierName: DEVELOPER.name,
  amountMinor: DEVELOPER.amountMinor,
  currency: DEVELOPER.currency,
};

/**
 * The marketplace's own platform, whose customers are the organizations that sell APIs: as it is, or made now with its two tiers and the product
 * that sells the bigger one. Every shop has it from its first platform on.
 */
export async function ensureHousePlatform(tx: ServiceTx, at: Date): Promise<string> {
  const known = await findHouse(tx);
  if (known !== undefined) return known;
  const sellerId = await ensureHouseSeller(tx, { id: newId('seller'), organizationId: newId('organization'), ...HOUSE });
  const platformId = newId('platform', at.getTime());
  if (!(await insertHouse(tx, { id: platformId, sellerId, ...PLATFORM, at }))) {
    const made = await findHouse(tx);
    if (made === undefined) throw new Error(`the address ${PLATFORM.slug} is another platform’s`);
    return made;
  }
  const terms = { period: 'month', ratePerMinute: null, onLimit: 'block', interval: 'month', currency: DEVELOPER.currency } as const;
  await insertTier(tx, { id: newId('platformTier'), platformId, ...terms, ...FREE, amountMinor: 0, isDefault: true, at });
  const tierId = newId('platformTier');
  await insertTier(tx, { id: tierId, platformId, ...terms, ...DEVELOPER, isDefault: false, at });
  const ids = { product: newId('product'), variant: newId('variant'), price: newId('price') };
  await insertPlanProduct(tx, { ids, sellerId, platformId, tierId, plan: PLAN, at });
  await enqueue(tx, { task: 'refresh-pages', payload: {}, key: 'refresh-pages' });
  return platformId;
}
