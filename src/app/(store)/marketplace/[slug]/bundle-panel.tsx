'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { readViewer, watchViewer } from '@/app/viewer';
import type { BundleQuote } from '@/shared/contracts/bundles';
import type { BundlePart } from '@/shared/contracts/catalog';
import { api } from '@/trpc/browser';
import { OwnChip } from '@/ui/chip';
import { Select } from '@/ui/field';
import { formatMoney, formatPlural } from '@/ui/format';
import { AddToCart } from '../../_parts/add-to-cart';

export interface BundleOffer {
  id: string;
  variantId: string;
  title: string;
  priceMinor: number;
  currency: string;
  parts: readonly BundlePart[];
}

/** What the bundle costs the viewer; a visitor owns nothing, so for them the page already says it. */
function useOwnQuote({ id, currency }: BundleOffer): BundleQuote | null {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const [quote, setQuote] = useState<BundleQuote | null>(null);
  useEffect(() => {
    if (!viewer) return;
    // Without an answer the whole price stands; the cart takes off what is owned.
    api.bundles.quote.query({ productIds: [id], currency }).then(([found]) => setQuote(found ?? null), () => undefined);
  }, [viewer, id, currency]);
  return quote;
}

/** Line by line: for who owns nothing, the parts by themselves less what the bundle takes off; otherwise its price less each part owned, and what that compares with. */
function Arithmetic({ bundle, quote }: { bundle: BundleOffer; quote: BundleQuote | null }) {
  const money = (amountMinor: number) => formatMoney(amountMinor, bundle.currency);
  const owned = new Set(quote?.parts.filter((part) => part.owned).map(({ productId }) => productId));
  const left = bundle.parts.filter(({ productId }) => !owned.has(productId));
  const apart = left.reduce((sum, { listMinor }) => sum + listMinor, 0);
  const price = left.reduce((sum, { shareMinor }) => sum + shareMinor, 0);
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-y-1.5 text-[15px] [&_dd]:pl-4">
      {owned.size > 0 && <dt className="col-span-2 font-semibold">You own {owned.size} of {bundle.parts.length}</dt>}
      {owned.size === 0 && apart > price
        ? <><dt className="text-ink-2">{bundle.parts.length} parts, each by itself</dt><dd className="text-right">{money(apart)}</dd><dt className="text-ink-2">Taken off together</dt><dd className="text-right">{money(price - apart)}</dd></>
        : <><dt className="text-ink-2">{bundle.title}, {bundle.parts.length} parts</dt><dd className="text-right">{money(bundle.priceMinor)}</dd></>}
      {bundle.parts.filter(({ productId }) => owned.has(productId)).map((part) => (
        <div key={part.productId} className="contents"><dt className="text-ink-2 flex flex-wrap items-center gap-2">{part.title} <OwnChip /></dt><dd className="text-right">{money(-part.shareMinor)}</dd></div>
      ))}
      <dt className="font-semibold text-xl border-t border-ink pt-2 mt-1">{left.length === 0 ? 'Nothing left to buy' : left.length === bundle.parts.length ? 'All of it for' : `${formatPlural(left.length, 'part')} for`}</dt>
      <dd className="font-semibold text-xl border-t border-ink pt-2 mt-1 text-right">{money(price)}</dd>
      {owned.size > 0 && apart > price && <><dt className="text-ink-2 text-sm">Apart: {left.map(({ listMinor }) => money(listMinor)).join(' + ')}</dt><dd className="text-right text-sm font-medium text-ok">{money(apart - price)} less</dd></>}
    </dl>
  );
}

/** What it costs this viewer, the sizes to choose, and the act. */
export function BundlePanel({ bundle }: { bundle: BundleOffer }) {
  const quote = useOwnQuote(bundle);
  const [choices, setChoices] = useState<Readonly<Record<string, string>>>({});
  const open = bundle.parts.filter(({ choices: forms }) => forms.length > 1);
  const isSettled = open.every(({ productId }) => choices[productId]);
  const refusal = quote?.problem && quote.problem.reason !== 'choice_missing' ? quote.problem.message : null;
  return (
    <div className="panel p-5 lg:p-6">
      <Arithmetic bundle={bundle} quote={quote} />
      {open.map((part) => (
        <Select key={part.productId} label={`Which ${part.title}`} className="mt-4" value={choices[part.productId] ?? ''} onChange={({ target }) => setChoices({ ...choices, [part.productId]: target.value })}
          options={[{ value: '', label: 'Choose', disabled: true }, ...part.choices.map(({ id, title, available }) => ({ value: id, label: available === 0 ? `${title}, sold out` : title, disabled: available === 0 }))]} />
      ))}
      <div className="mt-5">{refusal ? <p className="text-[15px] text-ink-2" role="status">{refusal}</p> : <AddToCart variantId={isSettled ? bundle.variantId : null} choices={choices} label={isSettled ? 'Add the bundle to the cart' : 'Choose first'} tone="ink" size="l" wide />}</div>
      <p className="text-sm text-ink-2 mt-3">What you own already is taken off, part by part, also when you sign in later.</p>
    </div>
  );
}
