import { toEmail } from '@/server/modules/identity/to-email';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { CustomerView } from '@/shared/contracts/platform-views';
import type { CustomerKey } from './customers.queries';
import { getCustomerByKey } from './get-customer-by-key';
import { putCustomer } from './put-customer';

export interface CustomerWords {
  /** Slug; left out, it stays. */
  tier?: string | undefined;
  /** Left out, it stays; null empties it. */
  email?: string | null | undefined;
  name?: string | null | undefined;
}

/**
 * Makes a customer in the world a platform's key belongs to, or changes it, for callers who hold that key. May be repeated. Throws INVALID_INPUT
 * (address, unknown tier), CONFLICT where a running subscription decides the tier.
 */
export async function putCustomerByKey(db: Database, { platformId, mode, externalId }: CustomerKey, { tier, email, name }: CustomerWords): Promise<CustomerView> {
  const address = email ? toEmail(email) : email;
  const source = tier === undefined ? 'default' : 'set';
  await db.asService('customers are written by the service alone', (tx) => putCustomer(tx, { platformId, mode, externalId, tierSlug: tier, source, email: address, name, at: clock.now() }));
  return getCustomerByKey(db, { platformId, mode, externalId });
}
