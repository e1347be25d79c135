import { clock } from '@/server/platform/clock';
import type { Database, Viewer } from '@/server/platform/db';
import type { AnalyticsInput, ShopAnalytics } from '@/shared/contracts/admin-analytics';
import { AppError } from '@/shared/errors';
import { DAY_MS } from '@/shared/time';
import { countVisitors, findFunnel, listDays, listRevenue, listSearches } from './analytics.queries';

const TERMS = 12;

/** Admins see who came, how far, what they searched for, and what it brought: today and so many days before. One statement each. `terms`: how many of them. */
export async function getShopAnalytics(db: Database, { viewer, input: { days }, terms = TERMS }: { viewer: Viewer; input: AnalyticsInput; terms?: number }): Promise<ShopAnalytics> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const today = Math.floor(clock.now().getTime() / DAY_MS) * DAY_MS;
  const span = { since: new Date(today - (days - 1) * DAY_MS), until: new Date(today + DAY_MS) };
  const before = { since: new Date(span.since.getTime() - days * DAY_MS), until: span.since };
  const reader = db.reportAsService('how the shop does, for its admins');
  const [visitors, visitorsBefore, { bundleUpgrades, ...funnel }, byDay, revenue, topSearches, emptySearches] = await Promise.all([
    countVisitors(reader, span), countVisitors(reader, before), findFunnel(reader, span), listDays(reader, span), listRevenue(reader, span),
    listSearches(reader, { ...span, limit: terms, onlyEmpty: false }), listSearches(reader, { ...span, limit: terms, onlyEmpty: true }),
  ]);
  return { visitors, visitorsBefore, funnel, bundleUpgrades, revenue, days: byDay, topSearches, emptySearches };
}
