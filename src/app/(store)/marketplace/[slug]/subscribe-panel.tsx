'use client';

import { Repeat } from 'lucide-react';
import { useState } from 'react';
import type { VariantOffer } from '@/shared/contracts/catalog';
import { recurringText } from '@/shared/recurring-text';
import { Button, LinkButton } from '@/ui/button';
import { OwnChip } from '@/ui/chip';
import { RadioCards } from '@/ui/choices';
import { formatMoney } from '@/ui/format';
import { InPlace } from '@/ui/in-place';
import { StickyBuyBar } from '@/ui/sticky-buy-bar';
import { AddToCart } from '../../_parts/add-to-cart';
import { useKeys } from '../../_parts/owned';
import { TeamHolder, useBuyingOrganizations } from './team-holder';
import { useUnlock } from './use-unlock';

/** What it costs, in words; the free days only for who may still have them. */
function termsOf({ interval, priceMinor, currency, trialDays }: VariantOffer): string {
  return interval === null ? formatMoney(priceMinor, currency) : recurringText({ amountMinor: priceMinor, currency, interval, trialDays });
}

const HOLDING = { own: 'It is yours alone.', shared: 'It is for all of its members.' };

interface Subscribable {
  id: string;
  variants: VariantOffer[];
}

/** The plan, who it is for and the act. */
function Plans({ product, first, isReplaced }: { product: Subscribable; first: VariantOffer; isReplaced: boolean }) {
  const [variantId, setVariantId] = useState(first.id);
  const organizations = useBuyingOrganizations();
  const [holder, setHolder] = useState<string | null>(null);
  const { unlock, busy, problem, isChanged } = useUnlock();
  // Who has had its free days has been told so: it costs from today on.
  const variants = isChanged ? product.variants.map((offer) => ({ ...offer, trialDays: 0 })) : product.variants;
  const variant = variants.find(({ id }) => id === variantId) ?? first;

  const act = (
    <Button tone="ink" size="l" wide busy={busy} onClick={() => void unlock(variant, holder ?? undefined)}>
      <Repeat className="ic" aria-hidden="true" />{variant.trialDays > 0 ? `Try it ${variant.trialDays} days free` : `Subscribe for ${formatMoney(variant.priceMinor, variant.currency)}`}
    </Button>
  );
  return (
    <>
      {variants.length > 1 ? (
        <RadioCards legend="Plan" name="plan" value={variantId} onChange={setVariantId} cards={variants.map((offer) => ({ value: offer.id, label: offer.title || 'Standard', note: termsOf(offer) }))} />
      ) : (
        <p className="text-lg font-semibold">{termsOf(variant)}</p>
      )}
      {organizations.length > 0 && <TeamHolder organizations={organizations} holder={holder} onChange={setHolder} words={HOLDING} />}
      <div id="subscribe" className="mt-3">{act}</div>
      <div className="mt-2"><AddToCart variantId={variant.id} wide /></div>
      {problem && <p className="fault mt-3" role="alert">{problem}</p>}
      {!isReplaced && <StickyBuyBar watch="subscribe" price={formatMoney(variant.priceMinor, variant.currency, { shelf: true })}>{act}</StickyBuyBar>}
    </>
  );
}

/** Where a plan is looked after, and the plans there are: as much room as choosing between them takes. */
function Subscribed({ variants }: { variants: VariantOffer[] }) {
  return (
    <div className="panel p-5 flex flex-col">
      <div><OwnChip>You are subscribed</OwnChip></div>
      {variants.length > 1 && <ul className="ruled mt-4 flex-1 flex flex-col text-[15px]">{variants.map((offer) => <li key={offer.id} className="py-2 flex-1 flex flex-wrap items-center justify-between gap-x-4"><span className="font-medium">{offer.title || 'Standard'}</span><span className="text-sm text-ink-2">{termsOf({ ...offer, trialDays: 0 })}</span></li>)}</ul>}
      <p className="text-sm text-ink-2 mt-2">Change, cancel or pay it where it is billed.</p>
      <div className="mt-auto pt-3 grid"><LinkButton href="/account/billing" tone="own">Your subscriptions</LinkButton></div>
    </div>
  );
}

/** What can be subscribed to; in its place, once the viewer has a plan, where it is looked after. */
export function SubscribePanel({ product }: { product: Subscribable }) {
  const key = useKeys().get(product.id);
  const [first] = product.variants;
  const owned = key ? <Subscribed variants={product.variants} /> : null;
  if (first) return <InPlace className="mt-4" of={<Plans product={product} first={first} isReplaced={owned !== null} />}>{owned}</InPlace>;
  return owned ? <div className="mt-4">{owned}</div> : <p className="mt-4 text-ink-2">This is not for sale just now.</p>;
}
