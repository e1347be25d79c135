import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { decideLimit } from './decide-limit';
import { createBatches } from './create-batches';
import { createRates } from './create-rates';
import type { UsageDecision } from './consume-usage';

const lost = () => Object.assign(new Error('Connection terminated unexpectedly'), { code: '57P01' });

describe('batches', () => {
  it('send at once when idle, and together what came meanwhile', async () => {
    const sizes: number[] = [];
    const run = async (calls: number[]) => {
      sizes.push(calls.length);
      await delay(5);
      return calls;
    };
    const { add } = createBatches(run, { lanes: 1, crowd: 1, maxBatch: 10, maxWaiting: 100 });
    const first = add(0);
    await delay(1);
    expect(await Promise.all([first, ...Array.from({ length: 24 }, (_, i) => add(i + 1))])).toEqual(Array.from({ length: 25 }, (_, i) => i));
    expect(sizes).toEqual([1, 10, 10, 4]);
  });

  it('open another lane for a crowd alone', async () => {
    const sizes: number[] = [];
    const ends: (() => void)[] = [];
    const run = (calls: number[]) => {
      sizes.push(calls.length);
      return new Promise<number[]>((resolve) => ends.push(() => resolve(calls)));
    };
    const { add } = createBatches(run, { lanes: 2, crowd: 3, maxBatch: 10, maxWaiting: 100 });
    const calls = [add(0)];
    await delay(1);
    calls.push(add(1), add(2));
    await delay(1);
    expect(sizes).toEqual([1]);
    calls.push(add(3));
    await delay(1);
    expect(sizes).toEqual([1, 3]);
    for (const end of ends) end();
    expect(await Promise.all(calls)).toEqual([0, 1, 2, 3]);
  });

  it('send a batch whose answer was lost once more, whole', async () => {
    let tries = 0;
    const { add } = createBatches((calls: number[]) => ((tries += 1) === 1 ? Promise.reject(lost()) : Promise.resolve(calls)), { lanes: 1, crowd: 1, maxBatch: 10, maxWaiting: 10 });
    expect(await Promise.all([add(1), add(2)])).toEqual([1, 2]);
    expect(tries).toBe(2);
  });

  it('let a bad call fail alone', async () => {
    const { add } = createBatches((calls: number[]) => (calls.includes(2) ? Promise.reject(new Error('bad')) : Promise.resolve(calls)), { lanes: 2, crowd: 1, maxBatch: 10, maxWaiting: 10 });
    const answers = await Promise.allSettled([add(1), add(2), add(3)]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('refuse at once when too many wait', async () => {
    const { add } = createBatches(() => new Promise<number[]>(() => undefined), { lanes: 1, crowd: 1, maxBatch: 1, maxWaiting: 2 });
    void add(1);
    void add(2);
    await expect(add(3)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('rates', () => {
  it('let pass until they know, then so many a minute, and start anew', () => {
    const rates = createRates();
    expect(rates.take('a', 0)).toBeUndefined();
    rates.learn('a', 2, 0);
    expect(rates.take('a', 10)).toMatchObject({ remaining: 0, isExceeded: false });
    expect(rates.take('a', 20)).toMatchObject({ remaining: 0, isExceeded: true, resetSeconds: 60 });
    expect(rates.take('a', 60_000)).toMatchObject({ remaining: 1, isExceeded: false });
  });

  it('start anew when the clock stepped back, and forget a tier without a rate', () => {
    const rates = createRates();
    rates.learn('a', 1, 600_000);
    expect(rates.take('a', 300_000)).toMatchObject({ isExceeded: false });
    rates.learn('a', null, 300_000);
    expect(rates.take('a', 300_001)).toBeUndefined();
  });

  it('keep no more customers than they may, and fail open', () => {
    const rates = createRates(2);
    for (const key of ['a', 'b', 'c']) rates.learn(key, 1, 0);
    expect(rates.take('a', 1)).toBeUndefined();
    expect(rates.take('c', 1)).toMatchObject({ isExceeded: true });
  });
});

describe('decideLimit', () => {
  const decision: UsageDecision = { outcome: 'accepted', used: 4, limit: 5, remaining: 1, windowStart: new Date('2026-11-01T00:00:00Z'), windowEnd: new Date('2026-12-01T00:00:00Z'), tier: 'free', rate: null };
  const nowMs = Date.parse('2026-11-30T23:59:00Z');

  it('says quota and rate beside each other', () => {
    const { error, limit, headers } = decideLimit({ ...decision, rate: { limit: 60, remaining: 59, resetSeconds: 30, isExceeded: false } }, { meter: 'calls', nowMs });
    expect(error).toBeNull();
    expect(limit).toEqual({ limit: 5, remaining: 1, resetSeconds: 60 });
    expect(headers).toEqual({ 'ratelimit-policy': '"quota";q=5;w=2592000, "rate";q=60;w=60', ratelimit: '"quota";r=1;t=60, "rate";r=59;t=30' });
  });

  it.each([
    ['refused', 429, 'limit_reached'], ['account_refused', 429, 'platform_limit_reached'], ['account_unpaid', 402, 'platform_payment_failed'], ['too_many_customers', 429, 'new_customers'], ['payment_required', 402, 'payment_failed'], ['conflict', 422, 'request_id_reused'], ['unknown_meter', 400, 'unknown_meter'], ['rate_limited', 429, 'rate'],
  ] as const)('%s is %i', (outcome, status, reason) => {
    const { error } = decideLimit({ ...decision, outcome }, { meter: 'calls', nowMs });
    expect([error?.status, error?.details.reason]).toEqual([status, reason]);
  });

  it('says nothing of a quota to who used another’s key', () => {
    expect(decideLimit({ ...decision, outcome: 'conflict' }, { meter: 'calls', nowMs })).toMatchObject({ limit: undefined, headers: {} });
  });

  it('has no quota headers where there is no end', () => {
    expect(decideLimit({ ...decision, limit: null, remaining: null }, { meter: 'calls', nowMs })).toEqual({ error: null, limit: undefined, headers: {} });
  });
});
