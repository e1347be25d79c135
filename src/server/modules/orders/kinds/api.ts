import { setCustomerSubscription } from '@/server/modules/platforms/set-customer-subscription';
import type { OrderKind } from './kind';
import { subscribed } from './subscribed';

/** A plan of an API: its subscription sets the holder's tier on the platform, and its end takes it back. */
export const api: OrderKind = {
  ...subscribed,
  async onSubscription(tx, { subscription, at }) {
    const { id, holderUserId, holderOrganizationId, platformTierId, endedAt, status, currentPeriodStart, currentPeriodEnd, cancelAt, graceEndsAt } = subscription;
    const externalId = holderOrganizationId ?? holderUserId;
    if (externalId === null) throw new Error(`subscription ${id} has no holder`);
    const given = { platformTierId: endedAt === null ? platformTierId : null, externalId, subscriptionId: id, status, currentPeriodStart, currentPeriodEnd, cancelAt, graceEndsAt, at };
    await setCustomerSubscription(tx, given);
  },
};
