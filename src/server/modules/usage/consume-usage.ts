import { putCustomer } from '@/server/modules/platforms/put-customer';
import { clock } from '@/server/platform/clock';
import type { CountedCall, CountedOutcome, UsageCall } from './consume.queries';
import type { RateState } from './create-rates';
import type { UsageMeter } from './usage-meter';

export type { UsageCall } from './consume.queries';

/** What is answered to one call. */
export interface UsageDecision {
  outcome: Exclude<CountedOutcome, 'claims' | 'unknown_customer'> | 'rate_limited' | 'too_many_customers';
  used: number;
  /** Units of the period; null: no end. */
  limit: number | null;
  /** Never below 0; null: no end. */
  remaining: number | null;
  windowStart: Date | null;
  windowEnd: Date | null;
  tier: string | null;
  /** Where the customer's minute stands, if its tier has a rate. */
  rate: RateState | null;
}

/** Customers that calls may introduce in a world of a platform per minute and process: as many as may be put with its key. */
const MOST_INTRODUCED = 600;

/**
 * Counts a call of a platform's customer, or refuses it; exact over all processes. For callers who hold the platform's key or a token of its customer.
 * May be repeated with the same `requestId`: an accepted call is then answered as the first time, a refused one is tried anew. Somebody unknown becomes
 * a customer, unless the platform's own account would refuse the call or too many came this minute. Throws INVALID_INPUT for a claimed tier the platform does not have, CONFLICT for one without a default tier.
 */
export async function consumeUsage(meter: UsageMeter, call: UsageCall): Promise<UsageDecision> {
  const rateKey = `${call.platformId} ${call.mode} ${call.customer}`;
  const atMs = clock.now().getTime();
  const rate = meter.rates.take(rateKey, atMs);
  if (rate?.isExceeded) {
    return refuse(meter, call, { outcome: 'rate_limited', rate, atMs });
  }
  let counted = await meter.batches.add(call);
  if (counted.outcome === 'unknown_customer') {
    const introduced = takeIntroduction(meter, call, atMs);
    if (introduced?.isExceeded) return refuse(meter, call, { outcome: 'too_many_customers', rate: introduced, atMs });
  }
  if (counted.outcome === 'unknown_customer' || counted.outcome === 'claims') {
    await introduce(meter, call);
    // The claim has had its say; whatever it led to is what counts now.
    counted = await meter.batches.add({ ...call, claim: undefined });
  }
  meter.rates.learn(rateKey, counted.ratePerMinute, atMs);
  if (counted.outcome !== 'accepted' && counted.outcome !== 'replayed') meter.refusals.note(call, counted.outcome, atMs);
  return toDecision(counted, rate ?? null);
}

function refuse(meter: UsageMeter, call: UsageCall, { outcome, rate, atMs }: { outcome: 'rate_limited' | 'too_many_customers'; rate: RateState; atMs: number }): UsageDecision {
  meter.refusals.note(call, outcome, atMs);
  return { outcome, used: 0, limit: null, remaining: null, windowStart: null, windowEnd: null, tier: null, rate };
}

function takeIntroduction({ introductions }: UsageMeter, { platformId, mode }: UsageCall, atMs: number): RateState | undefined {
  const world = `${platformId} ${mode}`;
  const taken = introductions.take(world, atMs);
  if (!taken) introductions.learn(world, MOST_INTRODUCED, atMs);
  return taken;
}

async function introduce({ db }: UsageMeter, { platformId, mode, customer, claim }: UsageCall): Promise<void> {
  const asked = claim ? ({ source: 'claim', tierSlug: claim.tier, claimedAt: claim.at } as const) : ({ source: 'default' } as const);
  await db.asService('introduce a customer at its first call', (tx) => putCustomer(tx, { platformId, mode, externalId: customer, ...asked, at: clock.now() }));
}

function toDecision({ outcome, used, unitLimit, windowStartMs, windowEndMs, tier, ratePerMinute }: CountedCall, rate: RateState | null): UsageDecision {
  // It was just written, and customers are not deleted.
  if (outcome === 'unknown_customer' || outcome === 'claims') throw new Error(`a customer that was introduced is answered ${outcome}`);
  return {
    outcome,
    used,
    limit: unitLimit,
    remaining: unitLimit === null ? null : Math.max(0, unitLimit - used),
    windowStart: windowStartMs === null ? null : new Date(windowStartMs),
    windowEnd: windowEndMs === null ? null : new Date(windowEndMs),
    tier,
    rate: rate ?? (ratePerMinute === null ? null : { limit: ratePerMinute, remaining: ratePerMinute - 1, resetSeconds: 60, isExceeded: false }),
  };
}
