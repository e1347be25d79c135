import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { CustomerView } from '@/shared/contracts/platform-views';
import { AppError } from '@/shared/errors';
import { findCustomer } from './customer-views.queries';
import type { CustomerKey } from './customers.queries';
import { toCustomerView } from './to-customer-view';

/** One customer in the world a platform's key belongs to, for callers who hold that key. Throws NOT_FOUND, for another platform's or world's as well. */
export async function getCustomerByKey(db: Database, { platformId, mode, externalId }: CustomerKey): Promise<CustomerView> {
  const row = await findCustomer(db.readAsService('a key reads its platform’s customers'), { platformId, mode, externalId, now: clock.now() });
  if (!row) throw new AppError('NOT_FOUND', 'There is no such customer.', { field: 'externalId' });
  return toCustomerView(row);
}
