import clsx from 'clsx';
import { Ban } from 'lucide-react';
import { useState } from 'react';
import type { FacetCount } from '@/shared/contracts/catalog';
import { CheckboxRow } from '@/ui/choices';
import { formatCount } from '@/ui/format';
import { listingHref, LISTS, toggle, type Listing, type ListName } from './listing-address';

const SHOWN = 8;

export interface FacetListProps {
  title: string;
  include: ListName;
  /** The list that takes exclusions, for facets that have one. */
  exclude?: ListName;
  counts: readonly FacetCount[];
  listing: Listing;
}

/** Ticked at once, and set right whenever the address changes, as after going back. */
function FacetCheckbox({ chosen, ...rest }: { chosen: boolean; name: string; value: string; label: string; count: string }) {
  const [ticked, setTicked] = useState(chosen);
  const [seen, setSeen] = useState(chosen);
  if (seen !== chosen) {
    setSeen(chosen);
    setTicked(chosen);
  }
  return <CheckboxRow {...rest} className="flex-1 min-w-0" checked={ticked} onChange={(event) => setTicked(event.target.checked)} />;
}

/** One facet: a checkbox per value with its count, and beside it a way to leave the value out. Long facets fold. */
export function FacetList({ title, include, exclude, counts, listing }: FacetListProps) {
  const chosen: readonly string[] = listing[include];
  const left: readonly string[] = exclude ? listing[exclude] : [];
  const visible = counts.filter(({ value }, index) => index < SHOWN || chosen.includes(value));
  const folded = counts.filter((count) => !visible.includes(count));
  if (counts.length === 0) return null;
  const row = ({ value, label, count }: FacetCount) => (
    <div key={value} className={clsx('group/facet flex items-center gap-1', (!exclude || left.includes(value)) && 'pr-12 lg:pr-9')}>
      <FacetCheckbox name={LISTS[include]} value={value} chosen={chosen.includes(value)} label={label} count={left.includes(value) ? 'left out' : formatCount(count)} />
      {exclude && !left.includes(value) && (
        <a href={listingHref(toggle(listing, exclude, value))} rel="nofollow" aria-label={`Leave out ${label}`} className="icon-btn lg:size-8 text-ink-3 lg:opacity-0 lg:group-hover/facet:opacity-100 lg:focus-visible:opacity-100">
          <Ban className="ic size-4" aria-hidden="true" />
        </a>
      )}
      {exclude && left.includes(value) && <input type="hidden" name={LISTS[exclude]} value={value} />}
    </div>
  );
  return (
    <fieldset className="border-t border-line py-4 min-w-0">
      <legend className="sr-only">{title}</legend>
      <p className="font-semibold text-sm mb-1.5" aria-hidden="true">{title}</p>
      {visible.map(row)}
      {folded.length > 0 && (
        <details>
          <summary className="tap link text-sm text-ink-2">{folded.length} more</summary>
          {folded.map(row)}
        </details>
      )}
    </fieldset>
  );
}
