import type { DropProof } from '@/shared/contracts/drops';
import { giveUnits, hashEntries, hashSeed, rankEntries } from './draw';

/** What a proof proves: the draw was as committed, or what is wrong with it, in words. */
export type Verdict = { holds: true; entries: number; winners: number } | { holds: false; because: string };

function firstFault({ dropId, seedHash, entriesRoot, seed, variants, entries }: DropProof): string | null {
  if (seed === null || entriesRoot === null) return 'it is not drawn yet';
  if (hashSeed(seed) !== seedHash) return 'the seed is not the one that was committed to';
  if (new Set(entries.map(({ hash }) => hash)).size !== entries.length) return 'an entry is listed twice';
  if (hashEntries(dropId, entries) !== entriesRoot) return 'the entries are not those that were published when it closed';
  const ranked = rankEntries(entries, { seed, root: entriesRoot });
  const drawn = giveUnits(ranked, new Map(variants.map(({ variantId, units }) => [variantId, units])));
  const misplaced = ranked.findIndex(({ rank }, index) => rank !== index + 1);
  if (misplaced >= 0) return `place ${misplaced + 1} belongs to ${ranked[misplaced]?.hash}`;
  const wrong = ranked.findIndex((entry, index) => entry.drawn !== drawn[index]);
  if (wrong >= 0) return `place ${wrong + 1} won ${drawn[wrong]}, not ${ranked[wrong]?.drawn}`;
  return overtaking(ranked);
}

/** What was not claimed goes down the line: nobody is offered anything before someone above who wanted the same and got nothing. */
function overtaking(ranked: DropProof['entries']): string | null {
  const passedOver = new Set<string>();
  for (const [index, { variantId, quantity, drawn, won }] of ranked.entries()) {
    if (won < drawn || won > quantity) return `place ${index + 1} cannot have won ${won} of ${quantity}`;
    if (won > 0 && passedOver.has(variantId)) return `place ${index + 1} was offered units before someone above`;
    if (won === 0) passedOver.add(variantId);
  }
  return null;
}

/** Draws again from the published proof alone. Pure. */
export function verifyProof(proof: DropProof): Verdict {
  const because = firstFault(proof);
  if (because) return { holds: false, because };
  return { holds: true, entries: proof.entries.length, winners: proof.entries.filter(({ won }) => won > 0).length };
}
