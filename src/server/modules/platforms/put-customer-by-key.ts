import { recordAudit } from '@/server/modules/audit/record-audit';
import { toEmail } from '@/server/modules/identity/to-email';
import { clock } from '@/server/platform/clock';
import type { Database, ServiceTx } from '@/server/platform/db';
import type { CustomerView } from '@/shared/contracts/platform-views';
import { lockCustomer, type CustomerKey, type CustomerRow } from './customers.queries';
import { getCustomerByKey } from './get-customer-by-key';
import { putCustomer } from './put-customer';

export interface CustomerWords {
  /** Slug; left out, it stays. */
  tier?: string | undefined;
  /** Left out, it stays; null empties it. */
  email?: string | null | undefined;
  name?: string | null | undefined;
}

/** With which key, for the audit log. */
interface KeyUsed {
  keyId: string | undefined;
  requestId: string;
}

/**
 * Makes a customer in the world a platform's key belongs to, or changes it, for callers who hold that key. What changed is in the audit log, with the key.
 * May be repeated. Throws INVALID_INPUT (address, unknown tier), CONFLICT where a running subscription decides the tier.
 */
export async function putCustomerByKey(db: Database, { platformId, mode, externalId, ...used }: CustomerKey & KeyUsed, { tier, email, name }: CustomerWords): Promise<CustomerView> {
  const address = email ? toEmail(email) : email;
  const source = tier === undefined ? 'default' : 'set';
  await db.asService('customers are written by the service alone', async (tx) => {
    const before = await lockCustomer(tx, { platformId, mode, externalId });
    const after = await putCustomer(tx, { platformId, mode, externalId, tierSlug: tier, source, email: address, name, at: clock.now() });
    await recordChange(tx, { platformId, before, after, tier, used });
  });
  return getCustomerByKey(db, { platformId, mode, externalId });
}

const WATCHED = ['tierId', 'tierSource', 'email', 'name'] as const;

/** Which fields changed; of a customer's name and address not what they are. */
async function recordChange(tx: ServiceTx, { platformId, before, after, tier, used }: { platformId: string; before: CustomerRow | undefined; after: CustomerRow; tier: string | undefined; used: KeyUsed }): Promise<void> {
  const fields = WATCHED.filter((field) => before?.[field] !== after[field]);
  if (fields.length === 0) return;
  await recordAudit(tx, {
    actorUserId: null, actorRole: 'system', action: 'customer.put', targetType: 'platform', targetId: platformId, requestId: used.requestId,
    after: { customerId: after.id, keyId: used.keyId ?? null, isNew: before === undefined, fields, ...(tier !== undefined && { tier }) },
  });
}
