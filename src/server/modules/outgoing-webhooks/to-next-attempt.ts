import { createHash } from 'node:crypto';
import { HOUR_MS, MINUTE_MS } from '@/shared/time';

/** How long after each failed attempt the next one is made: ten attempts over about three days. */
const WAITS_MS = [5_000, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS, 14 * HOUR_MS, 20 * HOUR_MS, 24 * HOUR_MS];
const SPREAD = 0.1;

/**
 * When a delivery is tried again after its `attempts`th attempt failed; null: it is given up. Up to a tenth earlier or later, by the delivery's id, so
 * that what failed together does not come back together. Pure.
 */
export function toNextAttempt({ deliveryId, attempts, at }: { deliveryId: string; attempts: number; at: Date }): Date | null {
  const wait = WAITS_MS[attempts - 1];
  if (wait === undefined) return null;
  const share = createHash('sha256').update(`${deliveryId}:${attempts}`).digest().readUInt32BE(0) / 2 ** 32;
  return new Date(at.getTime() + Math.round(wait * (1 - SPREAD + 2 * SPREAD * share)));
}
