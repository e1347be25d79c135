/** A variant that is kept for a drop, and what a person may still take of it. */
export interface Kept {
  title: string;
  /** 0: has won nothing. */
  wonQuantity: number;
  /** In open or paid orders. */
  claimed: number;
  claimExpiresAt: Date | null;
  lapsedAt: Date | null;
}

/** Why a person may not have this many units of a kept variant now; null when they may. Pure. */
export function refuseKept({ wonQuantity, claimed, claimExpiresAt, lapsedAt, title }: Kept, { wanted, now }: { wanted: number; now: Date }): string | null {
  if (wonQuantity === 0 || claimExpiresAt === null) return `${title} is given out by a drop. Until that is over only those who won there may buy it.`;
  if (lapsedAt !== null || claimExpiresAt <= now) return `The time to claim ${title} is over. What was not claimed went to the next in line.`;
  const left = wonQuantity - claimed;
  if (wanted > left) return left === 0 ? `You have ordered all you won of ${title}.` : `You won ${wonQuantity} of ${title}${claimed > 0 ? ` and ordered ${claimed}` : ''}; you may order ${left} more.`;
  return null;
}
