import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';
import { insertSignInEvent, type SignInEventRow } from './sign-in-events.queries';
import { tellSecurity } from './tell-security';
import { toDevice } from './to-device';

export interface SignInNews extends Pick<SignInEventRow, 'method' | 'outcome' | 'network' | 'at'> {
  userId: string;
  userAgent: string | null;
  publicUrl: string;
}

/** Adds a line to the person's sign-in history; whoever was here before is written to when they come with another device, or from another network. */
export async function recordSignIn(tx: ServiceTx, { userId, method, outcome, userAgent, network, at, publicUrl }: SignInNews): Promise<void> {
  const device = toDevice(userAgent);
  const { wasHere, isKnown } = await insertSignInEvent(tx, { userId, event: { id: newId('signInEvent'), method, outcome, device, network, at } });
  if (outcome === 'signed_in' && method !== 'demo' && wasHere && !isKnown) await tellSecurity(tx, { userId, news: { kind: 'new_device', device, network }, publicUrl, at });
}
