import type { Database } from '@/server/platform/db';

/** A database that goes away after so many transactions of the service, as for a job whose process ends. */
export function breakOff(db: Database, { after }: { after: number }): Database {
  let left = after;
  return { ...db, asService: (reason, work) => ((left -= 1) < 0 ? Promise.reject(new Error('the process ended')) : db.asService(reason, work)) };
}
