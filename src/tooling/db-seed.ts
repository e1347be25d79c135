import path from 'node:path';
import { DEMO_ACCOUNTS } from '@/shared/demo-accounts';
import type { Platform } from '@/server/platform/platform';
import { projectDir } from './migrate';
import { openPlatform } from './open-platform';
import { seedAccounts } from './seed/seed-accounts';
import { seedDiscovery } from './seed/seed-discovery';
import { seedLivePlatform } from './seed/seed-live-platform';
import { seedEvents } from './seed/seed-events';
import { seedNotifications } from './seed/seed-notifications';
import { seedMember } from './seed/seed-member';
import { seedMessages } from './seed/seed-messages';
import { seedOrders } from './seed/seed-orders';
import { seedParcels } from './seed/seed-parcels';
import { seedPeople } from './seed/seed-people';
import { seedPlatforms } from './seed/seed-platforms';
import { seedReviews, seedShoppers } from './seed/seed-reviews';
import { seedSellers } from './seed/seed-sellers';
import { withStripe } from './seed/with-stripe';

/** Of the people of the demo shop, who subscribes to its API. */
const SUBSCRIBER = 'aino@moberg.example';

/** The demo shop: sellers with packs and goods, bundles, people, what they bought and said of it, and a member. Repeating it changes nothing. */
async function seed(platform: Platform): Promise<void> {
  const root = path.join(projectDir, 'supabase', 'seeds');
  await seedSellers(platform, root);
  const people = await seedPeople(platform, root);
  const userId = people.get(DEMO_ACCOUNTS.buyer.email);
  const memberId = people.get(DEMO_ACCOUNTS.member.email);
  const sellerId = people.get(DEMO_ACCOUNTS.seller.email);
  const makerId = people.get(DEMO_ACCOUNTS.maker.email);
  const subscriberId = people.get(SUBSCRIBER);
  if (sellerId !== undefined) await seedPlatforms(platform, { userId: sellerId, role: 'customer' });
  if (userId !== undefined && sellerId !== undefined) await seedMessages(platform, { buyer: { userId, role: 'customer' }, seller: { userId: sellerId, role: 'customer' } });
  await seedEvents(platform);
  await withStripe(platform.env, async (stripe) => {
    await seedAccounts(platform, stripe.url);
    if (userId !== undefined) await seedOrders(platform, { viewer: { userId, role: 'customer' }, name: 'Ida Moberg', stripe });
    if (userId !== undefined) await seedNotifications(platform, userId);
    const orderIds = await seedShoppers(platform, { root, people, stripe });
    if (makerId !== undefined) await seedParcels(platform, { viewer: { userId: makerId, role: 'customer' }, seller: DEMO_ACCOUNTS.maker.organizationSlug, orderIds, stripe });
    if (sellerId !== undefined && subscriberId !== undefined) await seedLivePlatform(platform, { seller: { userId: sellerId, role: 'customer' }, subscriber: { userId: subscriberId, role: 'customer' }, stripeUrl: stripe.url });
    if (memberId !== undefined) await seedMember(platform, { userId: memberId, role: 'customer' });
  });
  await seedReviews(platform, { root, people });
  if (userId !== undefined) await seedDiscovery(platform, { buyerId: userId, adminId: people.get(DEMO_ACCOUNTS.admin.email) });
}

const platform = await openPlatform(console.log);
await seed(platform).finally(() => platform.close());
