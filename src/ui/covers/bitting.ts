import { hash } from '@/ui/covers/hash';

const CUTS = 7;
const DEPTHS = 5;

/** Seven depths, each 0 to 4. */
export type Bitting = readonly number[];

/** A product's own key: seven depths 0-4 from its slug, always the same. Neighbours differ, as on a real key. */
export function bitting(slug: string): Bitting {
  const cuts: number[] = [];
  for (let i = 0; i < CUTS; i += 1) {
    const depth = hash(`${slug}:${i}`) % DEPTHS;
    cuts.push(depth === cuts[i - 1] ? (depth + 1 + (hash(slug) % 3)) % DEPTHS : depth);
  }
  return cuts;
}

/** The depth at a place of the key. */
export function cutAt(cuts: Bitting, place: number): number {
  return cuts[place] ?? 0;
}
