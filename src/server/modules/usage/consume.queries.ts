import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { PlatformMode } from '@/shared/contracts/api-keys';

/** One metered call. */
export interface UsageCall {
  platformId: string;
  mode: PlatformMode;
  /** The caller's key for this call: the same one is counted once. */
  requestId: string;
  /** The developer's own name for its customer. */
  customer: string;
  meter: string;
  /** At least one. */
  units: number;
  /** The tier a token or the developer says the customer has, and since when. */
  claim?: { tier: string; at: Date } | undefined;
}

export type CountedOutcome = 'accepted' | 'replayed' | 'refused' | 'payment_required' | 'conflict' | 'unknown_customer' | 'unknown_meter' | 'account_refused' | 'account_unpaid' | 'claims';

/** What the database made of one call. */
export interface CountedCall {
  /** Its place among the calls, from 1. */
  n: number;
  outcome: CountedOutcome;
  used: number;
  /** Null: no end; for somebody unknown it is null like all below. */
  unitLimit: number | null;
  windowStartMs: number | null;
  windowEndMs: number | null;
  tier: string | null;
  ratePerMinute: number | null;
}

/** Decides and counts these calls in one statement and one commit: `app.consume_usage`. */
export function countCalls(db: Reader, calls: readonly UsageCall[], at: Date): Promise<CountedCall[]> {
  const of = <Value>(pick: (call: UsageCall) => Value) => calls.map(pick);
  // Few calls claim anything: a list that is null is as long as the others and empty.
  const claims = calls.some(({ claim }) => claim !== undefined);
  return db.rows(Prisma.sql`
    select n, outcome, used, unit_limit as "unitLimit", date_part('epoch', window_start) * 1000 as "windowStartMs", date_part('epoch', window_end) * 1000 as "windowEndMs",
      tier, rate_per_minute as "ratePerMinute"
    from app.consume_usage(${of((call) => call.platformId)}::text[], ${of((call) => call.mode)}::text[], ${of((call) => call.requestId)}::text[], ${of((call) => call.customer)}::text[],
      ${of((call) => call.meter)}::text[], ${of((call) => call.units)}::bigint[], ${claims ? of((call) => call.claim?.tier ?? null) : null}::text[], ${claims ? of((call) => call.claim?.at ?? null) : null}::timestamptz[], ${at}::timestamptz)`);
}
