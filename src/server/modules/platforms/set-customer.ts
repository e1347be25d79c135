import { toEmail } from '@/server/modules/identity/to-email';
import type { Call } from '@/server/modules/organizations/call';
import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { PutCustomerInput } from '@/shared/contracts/platforms';
import { AppError } from '@/shared/errors';
import { assertOwnPlatform } from './assert-own-platform';
import { putCustomer } from './put-customer';
import { recordPlatformChange } from './record-platform-change';

/** Owners and admins make a customer by hand, or change its words or its tier. Throws NOT_FOUND, FORBIDDEN, INVALID_INPUT, CONFLICT before the platform is live, and where a subscription decides. */
export async function setCustomer(db: Database, call: Call<PutCustomerInput>): Promise<{ customerId: string }> {
  const { viewer, input } = call;
  const { platform } = await assertOwnPlatform(db, { viewer, ...input, toChange: true });
  const { platformId, mode, externalId, tier, name } = input;
  if (mode === 'live' && !platform.liveAt) throw new AppError('CONFLICT', 'There are live customers once the platform is live.', { field: 'mode', reason: 'not_live' });
  const email = input.email ? toEmail(input.email) : input.email;
  return db.asService('customers are written by the service alone', async (tx) => {
    const customer = await putCustomer(tx, { platformId, mode, externalId, tierSlug: tier, source: tier === undefined ? 'default' : 'set', email, name, at: clock.now() });
    await recordPlatformChange(tx, call, { action: 'customer.put', targetId: platformId, after: { customerId: customer.id, ...(tier !== undefined && { tier }) } });
    return { customerId: customer.id };
  });
}
