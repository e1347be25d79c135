import { Readable } from 'node:stream';
import { exportShopAnalytics } from '@/server/modules/analytics/export-shop-analytics';
import { getViewer } from '@/server/modules/identity/get-viewer';
import { exportSellerStats } from '@/server/modules/seller-stats/export-seller-stats';
import { AnalyticsInput, AnalyticsPanel } from '@/shared/contracts/admin-analytics';
import { SellerMoneyInput, SellerStatsPanel } from '@/shared/contracts/seller-stats';
import { contentDisposition } from '@/shared/content-disposition';
import { AppError } from '@/shared/errors';
import type { Call, Handler, HttpRequest, Reply } from './call';

export const SELLER_STATS_PREFIX = '/api/seller/stats/';
export const ANALYTICS_PREFIX = '/api/admin/analytics/';

/** GET /api/seller/stats/<seller>/<panel>.csv?days=30&currency=usd, for the seller's members; to others there is none. */
export const answerSellerStats: Handler = async (request, call) => {
  const viewer = await viewerOf(request, call);
  const [, seller, named] = /^([a-z0-9-]{1,60})\/([a-z]{1,20})\.csv$/.exec(request.path.slice(SELLER_STATS_PREFIX.length)) ?? [];
  const query = new URLSearchParams(request.search);
  const panel = SellerStatsPanel.safeParse(named);
  const input = SellerMoneyInput.safeParse({ seller, days: Number(query.get('days')), currency: query.get('currency') });
  if (!panel.success || !input.success) throw new AppError('NOT_FOUND', 'There is no such list.');
  const lines = await exportSellerStats(call.platform.db, { viewer, input: input.data, panel: panel.data });
  return toCsv(request, lines, `${input.data.seller} ${panel.data} ${input.data.days} days.csv`);
};

/** GET /api/admin/analytics/<panel>.csv?days=30, for admins. */
export const answerShopAnalytics: Handler = async (request, call) => {
  const viewer = await viewerOf(request, call);
  const [, named] = /^([a-z]{1,20})\.csv$/.exec(request.path.slice(ANALYTICS_PREFIX.length)) ?? [];
  const panel = AnalyticsPanel.safeParse(named);
  const input = AnalyticsInput.safeParse({ days: Number(new URLSearchParams(request.search).get('days')) });
  if (!panel.success || !input.success) throw new AppError('NOT_FOUND', 'There is no such list.');
  const lines = await exportShopAnalytics(call.platform.db, { viewer, input: input.data, panel: panel.data });
  return toCsv(request, lines, `${panel.data} ${input.data.days} days.csv`);
};

async function viewerOf(request: HttpRequest, call: Call) {
  const viewer = await getViewer(call.platform, request.header('cookie'));
  if (viewer === null) throw new AppError('UNAUTHENTICATED', 'Please sign in first.');
  call.userId = viewer.userId;
  return viewer;
}

function toCsv(request: HttpRequest, lines: Iterable<string> | AsyncIterable<string>, name: string): Reply {
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': contentDisposition(name), 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' };
  // Node's web streams are the platform's own; their types are declared twice.
  return { status: 200, headers, body: request.method === 'HEAD' ? null : (Readable.toWeb(Readable.from(lines, { objectMode: false })) as ReadableStream<Uint8Array>) };
}
