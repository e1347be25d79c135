import type { ServiceTx } from '@/server/platform/db';
import { insertLiveEvents, type Told } from './live.queries';

const untold = new WeakMap<ServiceTx, Told[]>();

/**
 * For verbs that have checked who may. Tells these people's open pages, in whichever process they are connected to, that something happened to `ref`;
 * if and only if `tx` commits. Who comes back within minutes has missed nothing; who was away longer is told to ask for everything. All that a transaction tells is
 * told by its last statement, which takes people's numbers in the order of their ids: nobody waits for them longer than a commit takes, and two tellers not in a circle.
 */
export function tellLive(tx: ServiceTx, told: Told): void {
  if (told.userIds.length === 0) return;
  const before = untold.get(tx);
  if (before) {
    before.push(told);
    return;
  }
  const all = [told];
  untold.set(tx, all);
  tx.beforeCommit(() => insertLiveEvents(tx, all));
}
