import type { ServiceTx } from '@/server/platform/db';
import { insertIncluded } from './entitlement-grants.queries';

export interface IncludedToOpen {
  /** Its holder gets the key; locked by the caller, so that it does not end meanwhile. */
  subscriptionId: string;
  productId: string;
  /** Null for as often as its holder likes. */
  downloadLimit: number | null;
  at: Date;
}

/** Opens what a membership includes, in the caller's transaction: a new key, or the one that a smaller plan had closed. A repeat changes nothing. */
export async function openIncluded(tx: ServiceTx, included: IncludedToOpen): Promise<void> {
  await insertIncluded(tx, included);
}
