import { isDeepStrictEqual } from 'node:util';
import type Stripe from 'stripe';
import { actingFor } from '../core/work';
import type { Work } from '../core/work';
import { emit, emitChange } from '../events/emit';
import { lockObject, updateObject } from '../store/objects';
import type { Stored } from '../store/objects';
import { PLATFORM } from '../store/transaction';
import { CAPABILITIES, capabilityStatus, deriveAccount, toCapability } from './account-state';

export type StoredAccount = Stored<'account'>;

/** Changes an account and tells about it in its own name: each capability that became something else, then the account. Null when there is no such account. */
export async function changeAccount(work: Work, id: string, change: (stored: StoredAccount) => StoredAccount): Promise<Stripe.Account | null> {
  const platform = actingFor(work, PLATFORM);
  const stored = await lockObject(platform.sql, 'account', id);
  if (stored === null) return null;
  const { doc, hidden } = change(stored);
  const changed: StoredAccount = { doc: deriveAccount(doc, hidden), hidden };
  await updateObject(platform.sql, 'account', changed);
  announce(actingFor(work, id), stored, changed);
  return changed.doc;
}

function announce(work: Work, before: StoredAccount, after: StoredAccount): void {
  for (const name of CAPABILITIES) {
    const requested = before.hidden.requested[name] === undefined && after.hidden.requested[name] !== undefined;
    const turned = capabilityStatus(before.hidden, name) !== capabilityStatus(after.hidden, name);
    if (after.hidden.requested[name] !== undefined && (requested || turned)) emit(work, 'capability.updated', toCapability(after.doc.id, after.hidden, name));
  }
  if (!isDeepStrictEqual(before.doc, after.doc)) emitChange(work, 'account.updated', { before: before.doc, after: after.doc });
}
