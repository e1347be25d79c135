'use client';

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { VariantOffer } from '@/shared/contracts/catalog';
import { LICENSE_WORDS } from '@/shared/product-words';
import { Button } from '@/ui/button';
import { RadioCards } from '@/ui/choices';
import { formatMoney } from '@/ui/format';
import { InPlace } from '@/ui/in-place';
import { StickyBuyBar } from '@/ui/sticky-buy-bar';
import { AddToCart } from '../../_parts/add-to-cart';
import { KeyPanel } from '../../_parts/key-panel';
import { useKeys } from '../../_parts/owned';
import { IncludedFrom, IncludedPanel, useIncluding } from './included-offer';
import { TeamHolder, useBuyingOrganizations } from './team-holder';
import { useUnlock } from './use-unlock';

export interface BuyableProduct {
  id: string;
  slug: string;
  title: string;
  type: string;
  variants: VariantOffer[];
  externalUrl: string | null;
  hasFiles: boolean;
  /** Members of this tier and above have it without buying; null: it is only sold. */
  includedFromTier: string | null;
}

const priceOf = ({ priceMinor, currency }: VariantOffer) => formatMoney(priceMinor, currency, { shelf: true });

/** The licence and the act. */
function Offer({ product, first, isReplaced }: { product: BuyableProduct; first: VariantOffer; isReplaced: boolean }) {
  const [variantId, setVariantId] = useState(first.id);
  const organizations = useBuyingOrganizations();
  const [chosenHolder, setHolder] = useState<string | null>();
  const { unlock, busy, problem } = useUnlock();
  const variant = product.variants.find(({ id }) => id === variantId) ?? first;
  const forTeam = variant.license === 'team';
  // Whoever runs an organization most likely buys a team licence for it.
  const holder = chosenHolder === undefined ? organizations[0]?.id ?? null : chosenHolder;
  const act = (
    <Button tone="ink" size="l" wide busy={busy} onClick={() => void unlock(variant, forTeam && holder !== null ? holder : undefined)}>
      <KeyRound className="ic" aria-hidden="true" />{variant.priceMinor === 0 ? 'Unlock for free' : `Unlock for ${formatMoney(variant.priceMinor, variant.currency)}`}
    </Button>
  );
  // A single licence stands on a panel of its own, as high as the one of its key.
  const isSingle = product.variants.length === 1;
  return (
    <div className={isSingle ? 'panel p-5 lg:p-6' : undefined}>
      {product.includedFromTier && <div className="mb-4"><IncludedFrom tier={product.includedFromTier} /></div>}
      {!isSingle ? (
        <RadioCards legend="Licence" name="license" value={variantId} onChange={setVariantId}
          cards={product.variants.map((offer) => ({ value: offer.id, label: LICENSE_WORDS[offer.license ?? 'personal']?.name, note: LICENSE_WORDS[offer.license ?? 'personal']?.note, end: priceOf(offer) }))} />
      ) : (
        <p className="flex items-baseline gap-3"><span className="d3 font-semibold">{priceOf(first)}</span><span className="text-sm text-ink-2">{LICENSE_WORDS[first.license ?? 'personal']?.name} licence</span></p>
      )}
      {isSingle && first.priceMinor === 0 && <p className="mt-2 mb-5 text-sm text-ink-2">One click and no card. The versions that come later are yours too.</p>}
      {forTeam && <TeamHolder organizations={organizations} holder={holder} onChange={setHolder} />}
      <div id="unlock" className="mt-3">{act}</div>
      {variant.priceMinor > 0 && <div className="mt-2"><AddToCart variantId={variant.id} wide /></div>}
      {problem && <p className="fault mt-3" role="alert">{problem}</p>}
      {!isReplaced && <StickyBuyBar watch="unlock" price={priceOf(variant)}>{act}</StickyBuyBar>}
    </div>
  );
}

/** What is to be bought; in its place, once the viewer holds a key, what they can do with it, and what their membership includes. */
export function BuyPanel({ product }: { product: BuyableProduct }) {
  const key = useKeys().get(product.id);
  const [first] = product.variants;
  const membership = useIncluding(product.includedFromTier);
  const [isBuying, setBuying] = useState(false);
  const owned = key ? <KeyPanel keyView={key} /> : null;
  const instead = owned ?? (membership && !isBuying ? <IncludedPanel slug={product.slug} membership={membership} isRoomy={product.variants.length > 1} onBuy={() => setBuying(true)} /> : null);
  if (product.hasFiles && first) return <InPlace className="mt-4" of={<Offer product={product} first={first} isReplaced={instead !== null} />}>{instead}</InPlace>;
  if (owned) return <div className="mt-4">{owned}</div>;
  if (product.hasFiles) return <p className="mt-4 text-ink-2">This is not for sale just now.</p>;
  return <p className="mt-4 text-ink-2">{product.externalUrl ? <>Its seller keeps it elsewhere: <a className="link" href={product.externalUrl} rel="noopener nofollow">{new URL(product.externalUrl).hostname}</a></> : 'There is nothing to download yet.'}</p>;
}
