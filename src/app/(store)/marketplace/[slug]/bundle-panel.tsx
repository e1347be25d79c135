'use client';

import { Fragment, useEffect, useState, useSyncExternalStore } from 'react';
import { readViewer, watchViewer } from '@/app/viewer';
import type { BundleQuote } from '@/shared/contracts/bundles';
import type { BundlePart } from '@/shared/contracts/catalog';
import { api } from '@/trpc/browser';
import { OwnChip } from '@/ui/chip';
import { Select } from '@/ui/field';
import { formatMoney, formatPlural } from '@/ui/format';
import { InPlace } from '@/ui/in-place';
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

interface Sums {
  owned: BundlePart[];
  left: BundlePart[];
  /** What is left costs this by itself, and this in the bundle. */
  apart: number;
  price: number;
}

function toSums({ parts }: BundleOffer, quote: BundleQuote | null): Sums {
  const ids = new Set(quote?.parts.filter((part) => part.owned).map(({ productId }) => productId));
  const left = parts.filter(({ productId }) => !ids.has(productId));
  return { owned: parts.filter(({ productId }) => ids.has(productId)), left, apart: left.reduce((sum, { listMinor }) => sum + listMinor, 0), price: left.reduce((sum, { shareMinor }) => sum + shareMinor, 0) };
}

/** For who owns nothing, the parts by themselves less what the bundle takes off; otherwise its price less what is owned. As many lines either way, so that nothing moves once the viewer is known. */
function Arithmetic({ bundle, sums: { owned, left, apart, price } }: { bundle: BundleOffer; sums: Sums }) {
  const money = (amountMinor: number) => formatMoney(amountMinor, bundle.currency);
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-y-1.5 text-[15px] leading-6 [&_dd]:pl-4">
      {owned.length > 0
        ? <><dt className="text-ink-2">{bundle.title}, {bundle.parts.length} parts</dt><dd className="text-right">{money(bundle.priceMinor)}</dd><dt className="text-ink-2 flex items-center gap-2">You own {owned.length} of {bundle.parts.length} <OwnChip /></dt><dd className="text-right">{money(-owned.reduce((sum, { shareMinor }) => sum + shareMinor, 0))}</dd></>
        : apart > price
          ? <><dt className="text-ink-2">{bundle.parts.length} parts, each by itself</dt><dd className="text-right">{money(apart)}</dd><dt className="text-ink-2">Taken off together</dt><dd className="text-right">{money(price - apart)}</dd></>
          : <><dt className="text-ink-2">{bundle.title}, {bundle.parts.length} parts</dt><dd className="text-right">{money(bundle.priceMinor)}</dd></>}
      <dt className="font-semibold text-xl border-t border-ink pt-2 mt-1">{left.length === 0 ? 'Nothing left to buy' : owned.length === 0 ? 'All of it for' : `${formatPlural(left.length, 'part')} for`}</dt>
      <dd className="font-semibold text-xl border-t border-ink pt-2 mt-1 text-right">{money(price)}</dd>
    </dl>
  );
}

/** What is taken off for each part owned, and what the rest would cost by itself. */
function OwnedWords({ currency, sums: { owned, left, apart, price } }: { currency: string; sums: Sums }) {
  const money = (amountMinor: number) => <span className="whitespace-nowrap">{formatMoney(amountMinor, currency)}</span>;
  return (
    <>
      Yours: {owned.map(({ productId, title, shareMinor }, at) => <Fragment key={productId}>{at > 0 && ', '}{title} {money(-shareMinor)}</Fragment>)}.
      {apart > price && <> Apart: {left.map(({ productId, listMinor }, at) => <Fragment key={productId}>{at > 0 && ' + '}{money(listMinor)}</Fragment>)}, so <span className="font-medium text-ok">{money(apart - price)} less</span>.</>}
    </>
  );
}

/** What it costs this viewer, the sizes to choose, and the act. */
export function BundlePanel({ bundle }: { bundle: BundleOffer }) {
  const quote = useOwnQuote(bundle);
  const sums = toSums(bundle, quote);
  const [choices, setChoices] = useState<Readonly<Record<string, string>>>({});
  const open = bundle.parts.filter(({ choices: forms }) => forms.length > 1);
  const isSettled = open.every(({ productId }) => choices[productId]);
  const refusal = quote?.problem && quote.problem.reason !== 'choice_missing' ? quote.problem.message : null;
  return (
    <div className="panel p-5 lg:p-6">
      <Arithmetic bundle={bundle} sums={sums} />
      {open.map((part) => (
        <Select key={part.productId} label={`Which ${part.title}`} className="mt-4" value={choices[part.productId] ?? ''} onChange={({ target }) => setChoices({ ...choices, [part.productId]: target.value })}
          options={[{ value: '', label: 'Choose', disabled: true }, ...part.choices.map(({ id, title, available }) => ({ value: id, label: available === 0 ? `${title}, sold out` : title, disabled: available === 0 }))]} />
      ))}
      <InPlace className="mt-5" of={<AddToCart variantId={isSettled ? bundle.variantId : null} choices={choices} label={isSettled ? 'Add the bundle to the cart' : 'Choose first'} tone="ink" size="l" wide />}>{refusal && <p className="text-[15px] text-ink-2" role="status">{refusal}</p>}</InPlace>
      <p className="text-sm text-ink-2 mt-3 min-h-10 text-pretty">{sums.owned.length > 0 ? <OwnedWords currency={bundle.currency} sums={sums} /> : 'What you own already is taken off, part by part, also when you sign in later.'}</p>
    </div>
  );
}
