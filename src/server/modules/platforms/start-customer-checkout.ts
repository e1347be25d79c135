import type { Call } from '@/server/modules/organizations/call';
import type { Platform } from '@/server/platform/platform';
import type { CustomerCheckout } from '@/shared/contracts/platform-views';
import type { OpenCustomerCheckoutInput } from '@/shared/contracts/platforms';
import { assertOwnPlatform } from './assert-own-platform';
import { openCustomerCheckout } from './open-customer-checkout';

/** Owners and admins open a checkout for one of their customers, to send or to try. Throws NOT_FOUND, FORBIDDEN, and what `openCustomerCheckout` throws. */
export async function startCustomerCheckout(parts: Pick<Platform, 'db' | 'stripe' | 'env'>, { viewer, input }: Call<OpenCustomerCheckoutInput>): Promise<CustomerCheckout> {
  await assertOwnPlatform(parts.db, { viewer, ...input, toChange: true });
  const { platformId, mode, externalId, tier, successUrl, cancelUrl } = input;
  return openCustomerCheckout(parts, { platformId, mode, externalId, tierSlug: tier, successUrl, cancelUrl });
}
