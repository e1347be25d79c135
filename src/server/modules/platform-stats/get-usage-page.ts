import { givesTier } from '@/server/modules/platforms/to-held-tier';
import { getUsage } from '@/server/modules/usage/get-usage';
import { clock } from '@/server/platform/clock';
import type { Platform } from '@/server/platform/platform';
import type { UsagePage } from '@/shared/contracts/platform-stats';
import { DAY_MS } from '@/shared/time';
import { listOffers } from './links.queries';
import { takeUsageLink } from './take-usage-link';

const DAYS = 30;

/** What the customer a link was made for has used and has left, counted by the log itself. For whoever holds the link; throws NOT_FOUND for one that does not work. */
export async function getUsagePage(parts: Pick<Platform, 'db' | 'env'>, { token }: { token: string }): Promise<UsagePage> {
  const { platformId, platformName, mode, externalId, tierName, status } = await takeUsageLink(parts, token);
  const mayBuy = status === null || !givesTier(status);
  const [usage, offers] = await Promise.all([
    getUsage(parts.db, { platformId, mode, customer: externalId, days: DAYS }),
    mayBuy ? listOffers(parts.db.readAsService('tiers a customer may subscribe to'), platformId) : [],
  ]);
  const today = Math.floor(clock.now().getTime() / DAY_MS) * DAY_MS;
  const days = Array.from({ length: DAYS }, (_, index) => {
    const day = new Date(today - (DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    const counted = usage.history.filter((one) => one.day === day);
    return { day, calls: counted.reduce((sum, { calls }) => sum + calls, 0), units: counted.reduce((sum, { units }) => sum + units, 0) };
  });
  const { windowStart, windowEnd, meters } = usage;
  return { platformName, mode, customer: externalId, tierName, windowStart, windowEnd, meters, days, offers };
}
