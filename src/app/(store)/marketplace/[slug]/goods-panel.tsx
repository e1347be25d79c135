'use client';

import { Clock } from 'lucide-react';
import { useState } from 'react';
import type { VariantOffer } from '@/shared/contracts/catalog';
import { formatMoney } from '@/ui/format';
import { SizeRun } from '@/ui/size-run';
import { StickyBuyBar } from '@/ui/sticky-buy-bar';
import { AddToCart } from '../../_parts/add-to-cart';
import { BackInStock } from '../../_parts/back-in-stock';

export interface SellableGoods {
  id: string;
  slug: string;
  title: string;
  variants: readonly VariantOffer[];
}

/** From here down the number is said. */
const FEW = 3;

function leftInWords({ available }: VariantOffer): string {
  if (available === 0) return 'Sold out';
  return available !== null && available <= FEW ? `${available} left` : 'In stock';
}

/** "$128.00, or €119.00": what it costs in each currency it is priced in. */
function Price({ offer }: { offer: VariantOffer }) {
  const [first, ...others] = offer.prices.map(({ amountMinor, currency }) => formatMoney(amountMinor, currency));
  return (
    <p className="mt-5 flex flex-wrap items-baseline gap-x-3">
      <span className="d3 font-semibold">{first}</span>
      {others.length > 0 && <span className="text-ink-2 text-[15px]">or {others.join(', ')}, plus shipping</span>}
    </p>
  );
}

/** What the options of a product are called together: "Size", "Size, color". */
function legendOf(variants: readonly VariantOffer[]): string {
  const words = Object.keys(variants[0]?.options ?? {}).join(', ') || 'Form';
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The price, the sizes with what is left of each, and the act; for a size that is sold out, word when it is back. */
export function GoodsPanel({ product }: { product: SellableGoods }) {
  const { variants } = product;
  const [variantId, setVariantId] = useState(() => (variants.find(({ available }) => available !== 0) ?? variants[0])?.id ?? '');
  const chosen = variants.find(({ id }) => id === variantId);
  if (!chosen) return <p className="mt-5 text-ink-2">This is not for sale just now.</p>;
  const legend = legendOf(variants);
  const isSize = legend === 'Size';
  const label = chosen.title ? `Add ${isSize ? 'size ' : ''}${chosen.title} to cart` : 'Add to cart';
  const few = chosen.available !== null && chosen.available > 0 && chosen.available <= FEW;
  return (
    <>
      <Price offer={chosen} />
      {variants.length > 1 && (
        <div className="mt-6">
          <p className="font-semibold" aria-hidden="true">{legend} {chosen.title}</p>
          <SizeRun className="mt-3" legend={legend} name="size" value={variantId} onChange={setVariantId}
            choices={variants.map((offer) => ({ value: offer.id, label: offer.title || 'One size', note: leftInWords(offer), soldOut: offer.available === 0 }))} />
        </div>
      )}
      {chosen.available === 0 ? (
        <>
          <p className="mt-5 mb-3 text-ink-2">{chosen.title ? `${legend} ${chosen.title} is` : 'This is'} sold out.</p>
          <BackInStock variantId={chosen.id} label={chosen.title ? `${legend.toLowerCase()} ${chosen.title}` : 'it'} />
        </>
      ) : (
        <>
          <div id="add" className="mt-5"><AddToCart variantId={chosen.id} label={label} tone="ink" size="l" wide /></div>
          <StickyBuyBar watch="add" price={formatMoney(chosen.priceMinor, chosen.currency)}><AddToCart variantId={chosen.id} label={label} tone="ink" wide /></StickyBuyBar>
        </>
      )}
      {few && <p className="mt-3 flex items-center gap-2 text-sm font-medium text-warn"><Clock className="ic" aria-hidden="true" />{chosen.available} left{chosen.title && ` in ${chosen.title}`}. Nothing is held until you pay.</p>}
    </>
  );
}
