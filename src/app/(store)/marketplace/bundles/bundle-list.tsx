'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { readViewer, watchViewer } from '@/app/viewer';
import type { BundleQuote } from '@/shared/contracts/bundles';
import type { ProductCard } from '@/shared/contracts/catalog';
import { api } from '@/trpc/browser';
import { OwnChip } from '@/ui/chip';
import { ProductCover } from '@/ui/covers/product-cover';
import { formatMoney, formatPlural } from '@/ui/format';

export type ListedBundle = Pick<ProductCard, 'id' | 'slug' | 'title' | 'summary' | 'sellerName' | 'priceMinor' | 'currency' | 'soldOut' | 'coverParts'>;

const NONE: ReadonlyMap<string, BundleQuote> = new Map();

/** What each bundle costs the viewer, one question per currency; empty for visitors and until the browser knows. */
function useOwnQuotes(bundles: readonly ListedBundle[]): ReadonlyMap<string, BundleQuote> {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const [quotes, setQuotes] = useState(NONE);
  useEffect(() => {
    if (!viewer) return;
    const ask = (currency: string) => api.bundles.quote.query({ productIds: bundles.filter((bundle) => bundle.currency === currency).map(({ id }) => id), currency });
    // Without an answer the whole prices stand; the cart takes off what is owned.
    Promise.all([...new Set(bundles.map(({ currency }) => currency))].map(ask)).then((found) => setQuotes(new Map(found.flat().map((quote) => [quote.productId, quote]))), () => undefined);
  }, [viewer, bundles]);
  return quotes;
}

function Price({ bundle, quote }: { bundle: ListedBundle; quote: BundleQuote | undefined }) {
  const money = (amountMinor: number) => formatMoney(amountMinor, bundle.currency);
  const owned = quote?.parts.filter((part) => part.owned) ?? [];
  if (!quote || owned.length === 0) return <p className="font-semibold">{money(bundle.priceMinor)}</p>;
  if (quote.problem?.reason === 'owned') return <OwnChip />;
  return (
    <>
      <p className="font-semibold">{money(bundle.priceMinor - owned.reduce((sum, { shareMinor }) => sum + shareMinor, 0))}</p>
      <p className="text-sm text-ink-2"><s>{money(bundle.priceMinor)}</s><span className="sr-only"> before</span></p>
      <p className="text-sm text-brass-text font-medium">You own {owned.length} of {quote.parts.length}: {money(-owned.reduce((sum, { shareMinor }) => sum + shareMinor, 0))}</p>
    </>
  );
}

/** Bundles as a ruled list; with what the viewer owns taken off each price. */
export function BundleList({ bundles }: { bundles: readonly ListedBundle[] }) {
  const quotes = useOwnQuotes(bundles);
  return (
    <ul className="ruled">
      {bundles.map((bundle) => (
        <li key={bundle.id} data-product={bundle.id} data-place="bundles" className="grid grid-cols-[80px_minmax(0,1fr)] sm:grid-cols-[112px_minmax(0,1fr)_auto] gap-x-4 lg:gap-x-6 gap-y-2 py-5">
          <ProductCover slug={bundle.slug} kind="bundle" parts={bundle.coverParts} className="size-20 sm:size-28" />
          <div className="min-w-0">
            <h2 className="font-semibold text-lg tracking-[-0.01em]"><a className="hover:underline underline-offset-3" href={`/marketplace/${bundle.slug}`}>{bundle.title}</a></h2>
            <p className="text-sm text-ink-2 mt-0.5">{formatPlural(bundle.coverParts.length, 'part')}, by {bundle.sellerName}{bundle.soldOut && ', sold out'}</p>
            <p className="text-[15px] text-ink-2 mt-2 line-clamp-2 max-w-[60ch]">{bundle.summary}</p>
          </div>
          <div className="sm:text-right max-sm:col-start-2"><Price bundle={bundle} quote={quotes.get(bundle.id)} /></div>
        </li>
      ))}
    </ul>
  );
}
