/** Numbers that follow from a seed alone. */
export interface Random {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** Whether something with this chance (0 to 1) happens. */
  chance(share: number): boolean;
  /** One of them; undefined of none. */
  pick<Thing>(things: readonly Thing[]): Thing | undefined;
  /** A seed for another. */
  fork(): number;
}

/** The generator of a seed (mulberry32): equal seeds draw equal numbers on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number) => Math.floor((next() / 2 ** 32) * limit);
  return { below, chance: (share) => next() / 2 ** 32 < share, pick: (things) => things[below(things.length)], fork: next };
}

/** One of the names, as often as its weight says. */
export function draw<Name extends string>(random: Random, weights: Readonly<Record<Name, number>>): Name {
  // Keys of a record are its names, which Object.entries cannot know.
  const entries = Object.entries(weights) as [Name, number][];
  let left = random.below(entries.reduce((sum, [, weight]) => sum + weight, 0));
  for (const [name, weight] of entries) {
    if (left < weight) return name;
    left -= weight;
  }
  throw new Error('nothing to draw from');
}
