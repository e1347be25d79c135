import type { ServiceTx } from '@/server/platform/db';
import { insertLiveEvents, type Told } from './live.queries';

/**
 * For verbs that have checked who may. Tells these people's open pages, in whichever process they are connected to, that something happened to `ref`;
 * if and only if `tx` commits. Those who are away learn of it for a day when they come back. Holds a lock on each person's number until the commit, so call it last.
 */
export async function tellLive(tx: ServiceTx, told: Told): Promise<void> {
  if (told.userIds.length > 0) await insertLiveEvents(tx, told);
}
