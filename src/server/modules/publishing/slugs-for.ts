import { PackSlug } from '@/shared/contracts/ingest';
import { toSlug } from '@/shared/to-slug';

/** Room for a number behind a long title. */
const MAX_BASE = 70;
const NUMBERED = 20;

/** Addresses a new product may have, best first: the title's own words, then with numbers, at last with letters of the id. A title without Latin letters has the id's from the start. Pure. */
export function slugsFor(title: string, productId: string): string[] {
  const mark = productId.slice(-8);
  const base = toSlug(title).slice(0, MAX_BASE).replace(/-+$/, '');
  if (base === '') return [`product-${mark}`];
  const numbered = Array.from({ length: NUMBERED }, (_, index) => (index === 0 ? base : `${base}-${index + 1}`));
  return [...numbered, `${base}-${mark}`].filter((slug) => PackSlug.safeParse(slug).success);
}
