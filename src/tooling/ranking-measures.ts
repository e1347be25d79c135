/** 1 when anything wanted is in the list, else 0. */
export function hitRate(ranked: readonly string[], wanted: ReadonlySet<string>): number {
  return ranked.some((id) => wanted.has(id)) ? 1 : 0;
}

/** Normalised discounted cumulative gain with gains of 0 and 1 (K. Järvelin and J. Kekäläinen 2002): 1 when all that is wanted stands first, or fills the list. */
export function ndcg(ranked: readonly string[], wanted: ReadonlySet<string>): number {
  const discount = (place: number) => 1 / Math.log2(place + 2);
  const gain = ranked.reduce((sum, id, place) => sum + (wanted.has(id) ? discount(place) : 0), 0);
  let best = 0;
  for (let place = 0; place < Math.min(wanted.size, ranked.length); place += 1) best += discount(place);
  return best === 0 ? 0 : gain / best;
}
