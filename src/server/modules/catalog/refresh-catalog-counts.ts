import type { Platform } from '@/server/platform/platform';
import { refreshCounts } from './list.queries';

/** Counts the listing ahead, if it changed since it was last counted. Until then readers count for themselves, exactly and slowly; may run at any time. */
export async function refreshCatalogCounts({ db }: Pick<Platform, 'db'>): Promise<void> {
  await db.asService('catalogue: count the listing ahead', refreshCounts);
}
