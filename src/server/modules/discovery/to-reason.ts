import type { Scored } from './score-product';

/** The two things that say most, as one sentence; about popularity only where nothing of the viewer's own speaks for it. Pure. */
export function toReason({ candidate, evidence }: Pick<Scored, 'candidate' | 'evidence'>): string {
  const [first, second] = evidence;
  if (!first) return candidate.popularity > 0 ? 'Chosen by many people just now.' : 'New on the shelves.';
  if (!second) return `Because ${first.because}.`;
  const next = first.because.startsWith('you ') && second.because.startsWith('you ') ? second.because.slice('you '.length) : second.because;
  return `Because ${first.because} and ${next}.`;
}
