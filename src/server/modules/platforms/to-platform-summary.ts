import type { PlatformSummary } from '@/shared/contracts/platform-views';
import type { PlatformRow } from './platforms.queries';

export function toPlatformSummary({ id, slug, name, isHouse, meters, allowedOrigins, graceDays, liveAt, archivedAt, createdAt }: PlatformRow): PlatformSummary {
  const instants = { liveAt: liveAt?.toISOString() ?? null, archivedAt: archivedAt?.toISOString() ?? null, createdAt: createdAt.toISOString() };
  return { id, slug, name, isHouse, meters, allowedOrigins, graceDays, ...instants };
}
