import { clock } from '@/server/platform/clock';
import type { Database } from '@/server/platform/db';
import type { Platform } from '@/server/platform/platform';
import { countCalls, type CountedCall, type UsageCall } from './consume.queries';
import { createBatches, type Batches } from './create-batches';
import { createRates, type Rates } from './create-rates';
import { createRefusals, type Refusals } from './create-refusals';
import { addRefusals } from './refusals.queries';

/** What counts the calls of one process. */
export interface UsageMeter {
  db: Database;
  batches: Batches<UsageCall, CountedCall>;
  rates: Rates;
  /** Of each world of a platform, how many customers its calls introduced this minute. */
  introductions: Rates;
  refusals: Refusals;
}

const BATCHES = { lanes: 2, crowd: 16, maxBatch: 128, maxWaiting: 5_000 };

const meters = new WeakMap<Database, UsageMeter>();

/** The meter of this platform, made on first use: calls are only gathered if they meet in one. */
export function usageMeterOf(parts: Pick<Platform, 'db' | 'onClose'>): UsageMeter {
  const { db } = parts;
  const known = meters.get(db);
  if (known) return known;
  const writer = db.writeAsService('count calls');
  const run = async (calls: UsageCall[]) => (await countCalls(writer, calls, clock.now())).sort((a, b) => a.n - b.n);
  const refusals = createRefusals((counts) => addRefusals(writer, counts));
  parts.onClose(() => refusals.flush());
  const meter = { db, batches: createBatches(run, BATCHES), rates: createRates(), introductions: createRates(), refusals };
  meters.set(db, meter);
  return meter;
}
