import { clock } from '@/server/platform/clock';
import type { Reader } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { CustomerPage } from '@/shared/contracts/platform-views';
import { fromCursor, toCursor } from '@/shared/keyset-cursor';
import { findCustomers } from './customer-views.queries';
import { toCustomerView } from './to-customer-view';

export interface CustomersAsked {
  platformId: string;
  mode: PlatformMode;
  /** The beginning of an external id or of a mail address. */
  q: string;
  cursor: string | undefined;
  limit: number;
}

/** A page of a platform's customers in one world, newest first, with tier, use and subscription. One statement. For verbs that have checked who asks. */
export async function pageCustomers(reader: Reader, { platformId, mode, q, cursor, limit }: CustomersAsked): Promise<CustomerPage> {
  const rows = await findCustomers(reader, { platformId, mode, q, after: fromCursor(cursor), limit: limit + 1, now: clock.now() });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(toCustomerView), nextCursor: rows.length > limit && last ? toCursor({ at: last.createdAt, id: last.id }) : null };
}
