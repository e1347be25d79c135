import type { Database } from '@/server/platform/db';
import type { CustomerPage } from '@/shared/contracts/platform-views';
import { pageCustomers, type CustomersAsked } from './page-customers';

/** A page of the customers in the world a platform's key belongs to, newest first, for callers who hold that key. */
export function listCustomersByKey(db: Database, asked: CustomersAsked): Promise<CustomerPage> {
  return pageCustomers(db.readAsService('a key reads its platform’s customers'), asked);
}
