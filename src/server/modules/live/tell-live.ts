import type { ServiceTx } from '@/server/platform/db';
import { insertLiveEvents, type Told } from './live.queries';

/**
 * For verbs that have checked who may. Tells these people's open pages, in whichever process they are connected to, that something happened to `ref`;
 * if and only if `tx` commits. Who comes back within minutes has missed nothing; who was away longer is told to ask for everything. Holds the number of each person who listens until the commit, so call it last.
 */
export async function tellLive(tx: ServiceTx, told: Told): Promise<void> {
  if (told.userIds.length > 0) await insertLiveEvents(tx, told);
}
