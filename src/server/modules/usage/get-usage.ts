import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { Usage } from '@/shared/contracts/v1/usage';
import { AppError } from '@/shared/errors';
import { DAY_MS } from '@/shared/time';
import { findCustomerUsage, findDaysOfUsage } from './usage.queries';

/** What a customer has used in the period that runs, and on so many days, today among them. For callers who hold the platform's key or the customer's own. Throws NOT_FOUND. */
export async function getUsage(db: Database, { platformId, mode, customer, days }: { platformId: string; mode: PlatformMode; customer: string; days: number }): Promise<Usage> {
  const at = clock.now();
  const reader = db.readAsService('a platform or its customer reads usage');
  const found = await findCustomerUsage(reader, { platformId, mode, customer, at });
  if (!found) throw new AppError('NOT_FOUND', 'There is no such customer.', { field: 'customer' });
  const { customerId, tier, unitLimit, meters, windowStart, windowEnd, used } = found;
  const today = Math.floor(at.getTime() / DAY_MS) * DAY_MS;
  const history = await findDaysOfUsage(reader, { customerId, since: new Date(today - (days - 1) * DAY_MS) });
  // A meter that was taken off the platform since still shows what it counted.
  const names = [...new Set([...meters, ...Object.keys(used)])];
  const usageOf = (meter: string) => {
    const units = used[meter] ?? 0;
    return { meter, used: units, limit: unitLimit, remaining: unitLimit === null ? null : Math.max(0, unitLimit - units) };
  };
  return { customer, tier, windowStart: windowStart.toISOString(), windowEnd: windowEnd.toISOString(), meters: names.map(usageOf), history };
}
