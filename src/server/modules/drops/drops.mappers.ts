import type { DropStage, DropSummary, OwnDropEntry, SellerDrop } from '@/shared/contracts/drops';
import type { DropRow, DropSummaryRow } from './drops.queries';
import type { OwnEntryRow } from './entries.queries';

/** Where a drop stands at this moment. A drop whose time is over but whose list is not published yet takes no entries and counts as closed. */
export function toStage({ entriesOpenAt, entriesCloseAt, closedAt, drawnAt, endedAt, canceledAt }: DropSummaryRow, now: Date): DropStage {
  if (canceledAt) return 'canceled';
  if (endedAt) return 'ended';
  if (drawnAt) return 'drawn';
  if (closedAt || entriesCloseAt <= now) return 'closed';
  return entriesOpenAt <= now ? 'open' : 'announced';
}

export function toDropSummary(row: DropSummaryRow, now: Date): DropSummary {
  const { id, productSlug, productTitle, productType, perPersonCap, claimHours, variants } = row;
  return { id, stage: toStage(row, now), productSlug, productTitle, productType, perPersonCap, claimHours, variants, entriesOpenAt: row.entriesOpenAt.toISOString(), entriesCloseAt: row.entriesCloseAt.toISOString() };
}

export function toSellerDrop(row: DropRow, now: Date): SellerDrop {
  const { entryCount, wonUnits, claimedUnits, endedAt } = row;
  return { ...toDropSummary(row, now), entryCount, wonUnits, claimedUnits, endedAt: endedAt?.toISOString() ?? null };
}

export function toOwnEntry({ enteredAt, claimExpiresAt, lapsedAt, ...entry }: OwnEntryRow): OwnDropEntry {
  return { ...entry, enteredAt: enteredAt.toISOString(), claimExpiresAt: claimExpiresAt?.toISOString() ?? null, hasLapsed: lapsedAt !== null };
}
