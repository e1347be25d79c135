import type { PlatformSummary } from '@/shared/contracts/platform-views';
import type { PlatformRow } from './platforms.queries';

export function toPlatformSummary({ accountId: _, liveAt, archivedAt, createdAt, ...row }: PlatformRow): PlatformSummary {
  return { ...row, liveAt: liveAt?.toISOString() ?? null, archivedAt: archivedAt?.toISOString() ?? null, createdAt: createdAt.toISOString() };
}
