import { publishEvent } from '@/server/modules/outgoing-webhooks/publish-event';
import type { Platform } from '@/server/platform/platform';
import { findAlert, type AlertKey } from './alerts.queries';

/** For the job that a call adds when it passes 80 or 100 % of its customer's limit: tells the platform's developer, once per window and share. May be repeated. */
export async function tellUsageLimit({ db }: Pick<Platform, 'db'>, key: AlertKey): Promise<void> {
  await db.asService('tell a developer that a limit is near', async (tx) => {
    const alert = await findAlert(tx, key);
    if (!alert) return;
    const { platformId, mode, customer, tier, used, unitLimit, windowStart, windowEnd, reachedAt } = alert;
    const { meter, percent } = key;
    const period = { windowStart: windowStart.toISOString(), windowEnd: windowEnd.toISOString() };
    await publishEvent(tx, {
      platformId, mode, type: percent === 100 ? 'usage.limit_reached' : 'usage.limit_approaching',
      data: { customer, tier, meter, used, limit: unitLimit, percent, ...period },
      dedupeKey: `limit:${key.customerId}:${meter}:${period.windowStart}:${percent}`, at: reachedAt,
    });
  });
}
