import { createPlatform } from '@/server/modules/platforms/create-platform';
import { createTier } from '@/server/modules/platforms/create-tier';
import { listPlatforms } from '@/server/modules/platforms/list-platforms';
import { setCustomer } from '@/server/modules/platforms/set-customer';
import type { Viewer } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';

const TIERS = [
  { slug: 'pro', name: 'Pro', unitLimit: 10_000, ratePerMinute: 120, onLimit: 'block', amountMinor: 1_900 },
  { slug: 'scale', name: 'Scale', unitLimit: 250_000, ratePerMinute: 1_200, onLimit: 'alert', amountMinor: 14_900 },
] as const;
/** The API of the demo shop, and who calls it. */
export const DEMO_API = { seller: 'northbeam-tools', name: 'Northbeam Timetables', customers: [
  { externalId: 'user_1842', name: 'Ada Lind', email: 'ada@lind.example', tier: 'pro' },
  { externalId: 'team_kestrel', name: 'Kestrel Freight', email: 'ops@kestrel.example', tier: 'scale' },
  { externalId: 'user_2007', name: 'Jonas Ek', email: 'jonas@ek.example' },
] };

const { seller, name, customers } = DEMO_API;

/** An API of a demo seller's in preview: three tiers and a few customers. A seller that has one already gets no other. */
export async function seedPlatforms(platform: Platform, viewer: Viewer): Promise<void> {
  const { items } = await listPlatforms(platform, { viewer, input: { seller, limit: 1 } });
  if (items.length > 0) return;
  const { platformId } = await createPlatform(platform.db, { viewer, input: { seller, name } });
  for (const tier of TIERS) await createTier(platform.db, { viewer, input: { seller, platformId, tier: { ...tier, period: 'month', currency: 'usd', interval: 'month', isDefault: false } } });
  for (const customer of customers) await setCustomer(platform.db, { viewer, input: { seller, platformId, mode: 'preview', ...customer } });
  console.log(`${seller}: an API with ${customers.length} customers`);
}
