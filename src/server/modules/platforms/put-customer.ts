import type { ServiceTx } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { insertCustomer, lockCustomer, updateCustomer, type CustomerRow } from './customers.queries';
import { tellCustomerChange } from './tell-customer-change';
import { findTierId } from './tiers.queries';
import { toHeldTier } from './to-held-tier';

export interface CustomerToPut {
  platformId: string;
  mode: PlatformMode;
  /** The developer's own name for it. */
  externalId: string;
  /** The tier asked for; without one a new customer starts on the default tier, and a known one keeps its own. */
  tierSlug?: string | undefined;
  /** Who asks for the tier: the developer, or a signed token. */
  source: 'set' | 'claim' | 'default';
  /** Undefined leaves what is there, null empties it. */
  email?: string | null | undefined;
  name?: string | null | undefined;
  /** When the claim was issued. */
  claimedAt?: Date | undefined;
  at: Date;
}

/**
 * Makes a customer of a platform, or changes it; its row is locked until the transaction ends. For verbs that have checked who asks. May be
 * repeated. Throws INVALID_INPUT for a tier the platform does not have, CONFLICT when a developer sets another tier than the one a running
 * subscription gives, or when the platform has no default tier. A claim changes nothing then.
 */
export async function putCustomer(tx: ServiceTx, customer: CustomerToPut): Promise<CustomerRow> {
  const { platformId, tierSlug, source, at } = customer;
  const asksTier = tierSlug !== undefined && source !== 'default';
  const tierId = await findTierId(tx, { platformId, slug: asksTier ? tierSlug : null });
  if (!tierId) {
    if (asksTier) throw new AppError('INVALID_INPUT', `There is no tier ${JSON.stringify(tierSlug)}.`, { field: 'tier', reason: 'unknown_tier' });
    throw new AppError('CONFLICT', 'This platform has no default tier for new customers.', { reason: 'no_default_tier' });
  }
  const asked = asksTier ? { tierId, source, at: source === 'claim' ? (customer.claimedAt ?? at) : at } : null;
  const known = await lockCustomer(tx, customer);
  if (known) return change(tx, known, { customer, asked });
  await insertCustomer(tx, {
    id: newId('customer', at.getTime()), platformId, mode: customer.mode, externalId: customer.externalId, email: customer.email ?? null, name: customer.name ?? null,
    tierId, tierSource: asked?.source ?? 'default', claimedAt: asked?.at ?? null, at,
  });
  // Of two first calls at once one has written it; the other finds it here.
  const written = await lockCustomer(tx, customer);
  if (!written) throw new Error('a customer that was just written is not there');
  return change(tx, written, { customer, asked });
}

type Asked = Parameters<typeof toHeldTier>[1];

async function change(tx: ServiceTx, known: CustomerRow, { customer, asked }: { customer: CustomerToPut; asked: Asked }): Promise<CustomerRow> {
  if (asked?.source === 'set' && known.tierSource === 'subscription' && asked.tierId !== known.tierId) {
    throw new AppError('CONFLICT', 'This customer’s subscription decides its tier. Let it end, or change it there.', { field: 'tier', reason: 'subscribed' });
  }
  const { email = known.email, name = known.name } = customer;
  const after = { ...known, ...toHeldTier(known, asked), email, name };
  const isSame = after.email === known.email && after.name === known.name && after.tierId === known.tierId && after.tierSource === known.tierSource && after.claimedAt === known.claimedAt;
  if (isSame) return after;
  await updateCustomer(tx, { ...after, at: customer.at });
  await tellCustomerChange(tx, { before: known, tierId: after.tierId, tierSource: after.tierSource, graceEndsAt: known.graceEndsAt, endedSubscriptionId: null, at: customer.at });
  return after;
}
