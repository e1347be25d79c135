import { toPlanLimitEmail } from '@/server/modules/notifications/templates/plan-limit-email';
import { publishEvent } from '@/server/modules/outgoing-webhooks/publish-event';
import { tellSeller } from '@/server/modules/sellers/tell-seller';
import type { Platform } from '@/server/platform/platform';
import { findAlert, type AlertKey } from './alerts.queries';

/**
 * For the job that a call adds when it passes 80 or 100 % of its customer's limit: tells the platform's developer, once per window and share. A developer
 * whose own account with the house passed it is written to. May be repeated.
 */
export async function tellUsageLimit({ db, env }: Pick<Platform, 'db' | 'env'>, key: AlertKey): Promise<void> {
  await db.asService('tell a developer that a limit is near', async (tx) => {
    const alert = await findAlert(tx, key);
    if (!alert) return;
    const { platformId, mode, customer, tier, used, unitLimit: limit, blocks, windowStart, windowEnd, reachedAt, sellerId, sellerName, sellerSlug } = alert;
    const { meter, percent } = key;
    const period = { windowStart: windowStart.toISOString(), windowEnd: windowEnd.toISOString() };
    const cause = `limit:${key.customerId}:${meter}:${period.windowStart}:${percent}`;
    await publishEvent(tx, {
      platformId, mode, type: percent === 100 ? 'usage.limit_reached' : 'usage.limit_approaching',
      data: { customer, tier, meter, used, limit, percent, ...period }, dedupeKey: cause, at: reachedAt,
    });
    if (sellerId === null || sellerName === null || sellerSlug === null) return;
    const email = toPlanLimitEmail({ sellerName, percent, used, limit, blocks, windowEnd, pageUrl: `${env.PUBLIC_URL}/seller/${sellerSlug}/platforms` });
    await tellSeller(tx, { sellerId, type: 'limit_reached', email, kind: 'plan-limit', href: `/seller/${sellerSlug}/platforms`, reason: cause, at: reachedAt });
  });
}
