import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import { newId } from '@/shared/ids';
import { DAY_MS } from '@/shared/time';
import { SIGNAL_DAYS } from './signal-days';
import { trimViews, upsertSignals } from './signals.queries';
import { keyOf, type Audience } from './subject';

/** Views kept of one subject: older ones say little. */
export const MOST_VIEWS = 60;
/** How often the oldest are looked for: a few too many do no harm. */
const TRIM_SHARE = 0.1;

/**
 * Keeps which products somebody looked at; for whoever allowed the cookie, and for nobody whose browser asks not to be tracked. Looking again counts in
 * the same row. Products nobody may see are left out.
 */
export async function noteViews({ db }: Pick<Platform, 'db'>, { audience, productIds }: { audience: Audience; productIds: readonly string[] }): Promise<void> {
  if (audience.refusesTracking || audience.visitorId === null || keyOf(audience) === null || productIds.length === 0) return;
  const at = clock.now();
  const rows = [...new Set(productIds)].map((value) => ({ id: newId('signal', at.getTime()), kind: 'view' as const, value }));
  const writer = db.writeAsService('what somebody looked at, for who allowed it');
  await upsertSignals(writer, { subject: audience, rows, at, expiresAt: new Date(at.getTime() + SIGNAL_DAYS * DAY_MS) });
  if (Math.random() < TRIM_SHARE) await trimViews(writer, { subject: audience, most: MOST_VIEWS });
}
