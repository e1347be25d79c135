import { getViewer } from '@/server/modules/identity/get-viewer';
import { exportPlatformStats } from '@/server/modules/platform-stats/export-platform-stats';
import { PlatformStatsInput, StatsPanel } from '@/shared/contracts/platform-stats';
import { contentDisposition } from '@/shared/content-disposition';
import { AppError } from '@/shared/errors';
import type { Handler } from './call';

export const PLATFORM_STATS_PREFIX = '/api/seller/platform-stats/';

/** GET /api/seller/platform-stats/<seller>/<platform>/<panel>.csv?mode=live&days=30, for the seller's members; to others there is none. */
export const answerPlatformStats: Handler = async (request, call) => {
  const viewer = await getViewer(call.platform, request.header('cookie'));
  if (viewer === null) throw new AppError('UNAUTHENTICATED', 'Please sign in first.');
  call.userId = viewer.userId;
  const [, seller, platformId, named] = /^([a-z0-9-]{1,60})\/(plt_[0-9a-z]{26})\/([a-z]{1,20})\.csv$/.exec(request.path.slice(PLATFORM_STATS_PREFIX.length)) ?? [];
  const query = new URLSearchParams(request.search);
  const panel = StatsPanel.safeParse(named);
  const input = PlatformStatsInput.safeParse({ seller, platformId, mode: query.get('mode'), days: Number(query.get('days')) });
  if (!panel.success || !input.success) throw new AppError('NOT_FOUND', 'There is no such list.');
  const body = await exportPlatformStats(call.platform.db, { viewer, input: input.data, panel: panel.data });
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': contentDisposition(`${panel.data} ${input.data.mode} ${input.data.days} days.csv`), 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' };
  return { status: 200, headers, body: request.method === 'HEAD' ? null : body };
};
