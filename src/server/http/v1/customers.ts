import { getCustomerByKey } from '@/server/modules/platforms/get-customer-by-key';
import { listCustomersByKey } from '@/server/modules/platforms/list-customers-by-key';
import { openCustomerCheckout } from '@/server/modules/platforms/open-customer-checkout';
import { putCustomerByKey } from '@/server/modules/platforms/put-customer-by-key';
import type { CustomerView } from '@/shared/contracts/platform-views';
import type { Customer } from '@/shared/contracts/v1/customers';
import type { Handlers } from './handler';

function toCustomer({ externalId, email, name, tier, tierName, tierSource, unitLimit, used, windowEnd, status, currentPeriodEnd, cancelAt, graceEndsAt, createdAt }: CustomerView): Customer {
  const subscription = status === null ? null : { status, currentPeriodEndsAt: currentPeriodEnd, cancelAt, graceEndsAt };
  return { externalId, email, name, tier, tierName, tierSource, limit: unitLimit, used, windowEnd, subscription, createdAt };
}

export const customerHandlers: Handlers<'listCustomers' | 'getCustomer' | 'putCustomer' | 'openCheckout'> = {
  listCustomers: async ({ query: { q, cursor, limit }, caller: { platformId, mode }, call }) => {
    const { items, nextCursor } = await listCustomersByKey(call.platform.db, { platformId, mode, q, cursor, limit });
    return { items: items.map(toCustomer), nextCursor };
  },
  getCustomer: async ({ params: { externalId }, caller: { platformId, mode }, call }) => toCustomer(await getCustomerByKey(call.platform.db, { platformId, mode, externalId })),
  putCustomer: async ({ params: { externalId }, body, caller: { platformId, mode }, call }) => toCustomer(await putCustomerByKey(call.platform.db, { platformId, mode, externalId, keyId: call.keyId, requestId: call.requestId }, body)),
  openCheckout: ({ body: { customer, tier, successUrl, cancelUrl }, caller: { platformId, mode }, call }) =>
    openCustomerCheckout(call.platform, { platformId, mode, externalId: customer, tierSlug: tier, successUrl, cancelUrl }),
};
