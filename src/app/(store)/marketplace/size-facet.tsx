import { useState } from 'react';
import type { FacetCount } from '@/shared/contracts/catalog';
import { formatPlural } from '@/ui/format';
import { LISTS } from './listing-address';

/** Ticked at once, and set right whenever the address changes. */
function SizeBox({ value, count, chosen }: Omit<FacetCount, 'label'> & { chosen: boolean }) {
  const [ticked, setTicked] = useState(chosen);
  const [seen, setSeen] = useState(chosen);
  if (seen !== chosen) {
    setSeen(chosen);
    setTicked(chosen);
  }
  return (
    <label className="size-tick">
      <input type="checkbox" name={LISTS.sizes} value={value} checked={ticked} onChange={(event) => setTicked(event.target.checked)} />
      <span>{value}<span className="sr-only">, {formatPlural(count, 'product')}</span></span>
    </label>
  );
}

/** Sizes that can be had now, as small squares: any number of them may be ticked. */
export function SizeFacet({ counts, chosen }: { counts: readonly FacetCount[]; chosen: readonly string[] }) {
  if (counts.length === 0) return null;
  return (
    <fieldset className="border-t border-line py-4 min-w-0">
      <legend className="sr-only">Size, in stock</legend>
      <p className="font-semibold text-sm mb-2.5" aria-hidden="true">Size, in stock</p>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(48px,1fr))] gap-2">
        {counts.map(({ value, count }) => <SizeBox key={value} value={value} count={count} chosen={chosen.includes(value)} />)}
      </div>
    </fieldset>
  );
}
