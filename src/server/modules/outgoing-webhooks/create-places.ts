/** Places for deliveries under way in one process. */
export interface Places {
  /** False when there is none for this platform now. */
  take(platformId: string): boolean;
  /** Gives a place back; true when one of the platform's was refused a place meanwhile. */
  free(platformId: string): boolean;
}

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** How long a delivery waits that found no place `waits` times before: about twice as long each time, a minute and a half at most, and no two alike. */
export function toPlaceWait(waits: number): number {
  return Math.round(Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(waits, 10)) * (0.5 + Math.random()));
}

/** Of a worker's six places, so many deliver webhooks, and so few of them one platform's: receivers that hang hold up neither orders nor other developers. */
export function createPlaces({ most, mostOfOne }: { most: number; mostOfOne: number }): Places {
  const underWay = new Map<string, number>();
  const refused = new Set<string>();
  let all = 0;
  return {
    take(platformId) {
      const own = underWay.get(platformId) ?? 0;
      if (all >= most || own >= mostOfOne) {
        refused.add(platformId);
        return false;
      }
      all += 1;
      underWay.set(platformId, own + 1);
      return true;
    },
    free(platformId) {
      const own = (underWay.get(platformId) ?? 1) - 1;
      all -= 1;
      if (own === 0) underWay.delete(platformId);
      else underWay.set(platformId, own);
      return refused.delete(platformId);
    },
  };
}
