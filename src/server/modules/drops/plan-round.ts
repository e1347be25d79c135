import type { OfferedEntry } from './entries.queries';

/** What a round of a drop has to do. */
export interface Round {
  /** Entries whose time is over with something left: it goes to others. */
  lapsed: string[];
  /** Units per variant that nobody has or is offered. */
  free: Map<string, number>;
  /** Someone may still order what is offered, or has an open order. */
  isWaiting: boolean;
}

/** Looks at what was offered: units of a live offer are kept whole, of a lapsed one only what was ordered. Pure. */
export function planRound(offered: readonly OfferedEntry[], { units, now }: { units: ReadonlyMap<string, number>; now: Date }): Round {
  const free = new Map(units);
  const lapsed: string[] = [];
  let isWaiting = false;
  for (const { id, variantId, wonQuantity, claimed, held, claimExpiresAt, lapsedAt } of offered) {
    const isOver = lapsedAt !== null || claimExpiresAt <= now;
    const isShort = claimed < wonQuantity;
    if (isOver && isShort && lapsedAt === null) lapsed.push(id);
    if ((!isOver && isShort) || held > 0) isWaiting = true;
    free.set(variantId, (free.get(variantId) ?? 0) - (isOver ? claimed : wonQuantity));
  }
  return { lapsed, free, isWaiting };
}
