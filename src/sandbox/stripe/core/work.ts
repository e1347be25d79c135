import type { Pool } from 'pg';
import { accountOf } from '../store/objects';
import { PLATFORM, inTransaction, scopedTo } from '../store/transaction';
import type { Sql } from '../store/transaction';
import type { DoubleClock } from './clock';
import type { FaultSwitches } from './faults';
import type { WriteBehind } from './write-behind';
import type { DoubleSettings } from './options';
import type { RequestRecorder } from './recorder';
import { storeEvents } from '../events/emit';
import type { PendingEvent } from '../events/emit';
import type { Outbox } from '../events/outbox';

/** The running double. */
export interface Double {
  pool: Pool;
  clock: DoubleClock;
  faults: FaultSwitches;
  recorder: RequestRecorder;
  outbox: Outbox;
  writeBehind: WriteBehind;
  settings: DoubleSettings;
}

/** The API request that causes a change, as events name it; null when a buyer or the clock does. */
export interface Cause {
  requestId: string;
  idempotencyKey: string | null;
  /** The account the request acts for. */
  account: string;
}

/** One change: everything in it, with its events, is committed together or not at all. */
export interface Work {
  double: Double;
  /** Sees and makes the objects of `account` alone. */
  sql: Sql;
  account: string;
  now: number;
  events: PendingEvent[];
}

/** The same change, acting for another account. */
export function actingFor(work: Work, account: string): Work {
  return { ...work, account, sql: scopedTo(work.sql, account) };
}

/** The same change, acting for the account that an object belongs to; unchanged when there is no such object. */
export async function actingForOwner(work: Work, objectId: string): Promise<Work> {
  const account = await accountOf(work.sql, objectId);
  return account === null ? work : actingFor(work, account);
}

/** Runs a change in one transaction, writes its events into the outbox, and wakes the outbox after the commit. */
export async function runWork<T>(double: Double, cause: Cause | null, change: (work: Work) => Promise<T>): Promise<T> {
  await double.writeBehind.flush();
  let announced = 0;
  const result = await inTransaction(double.pool, async (sql) => {
    const account = cause?.account ?? PLATFORM;
    const work: Work = { double, sql: scopedTo(sql, account), account, now: double.clock.nowSeconds(), events: [] };
    const done = await change(work);
    announced = work.events.length;
    if (announced > 0) await storeEvents(work, cause);
    return done;
  });
  if (announced > 0) double.outbox.wake();
  return result;
}
