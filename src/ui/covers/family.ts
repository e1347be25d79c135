import type { Bitting } from '@/ui/covers/bitting';
import type { Paints } from '@/ui/covers/palette';

/** What a family draws from. */
export interface FamilyInput {
  cuts: Bitting;
  paints: Paints;
  /** Some further bits of the product's hash, for choices the cuts do not make. */
  seed: number;
  /** Unique per kind and slug: for clip paths. */
  id: string;
}

/** Draws the inside of a 640 by 640 cover as SVG markup. Pure. */
export type Family = (input: FamilyInput) => string;
