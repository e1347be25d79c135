import { openCustomerCheckout } from '@/server/modules/platforms/open-customer-checkout';
import type { Platform } from '@/server/platform/platform';
import type { CustomerCheckout } from '@/shared/contracts/platform-views';
import type { UsageUpgradeInput } from '@/shared/contracts/platform-stats';
import { takeUsageLink } from './take-usage-link';

/** Opens Stripe's page for the customer a link was made for, to subscribe to a tier. For whoever holds the link; throws NOT_FOUND and what `openCustomerCheckout` throws. */
export async function openUsageUpgrade(parts: Pick<Platform, 'db' | 'env' | 'stripe'>, { token, tier }: UsageUpgradeInput): Promise<CustomerCheckout> {
  const { platformId, mode, externalId } = await takeUsageLink(parts, token);
  const page = `${parts.env.PUBLIC_URL}/usage/${token}`;
  return openCustomerCheckout(parts, { platformId, mode, externalId, tierSlug: tier, successUrl: `${page}?paid=1`, cancelUrl: page });
}
