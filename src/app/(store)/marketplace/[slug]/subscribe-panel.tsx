'use client';

import { Repeat } from 'lucide-react';
import { useState } from 'react';
import type { VariantOffer } from '@/shared/contracts/catalog';
import { recurringText } from '@/shared/recurring-text';
import { Button } from '@/ui/button';
import { OwnChip } from '@/ui/chip';
import { RadioCards } from '@/ui/choices';
import { formatMoney } from '@/ui/format';
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

/** The plan, who it is for and the act; once the viewer has one, where it is looked after. */
export function SubscribePanel({ product }: { product: { id: string; variants: VariantOffer[] } }) {
  const key = useKeys().get(product.id);
  const [variantId, setVariantId] = useState(product.variants[0]?.id ?? '');
  const organizations = useBuyingOrganizations();
  const [holder, setHolder] = useState<string | null>(null);
  const { unlock, busy, problem, isChanged } = useUnlock();
  // Who has had its free days has been told so: it costs from today on.
  const variants = isChanged ? product.variants.map((offer) => ({ ...offer, trialDays: 0 })) : product.variants;
  const variant = variants.find(({ id }) => id === variantId);

  if (key) {
    return (
      <div className="panel p-5 mt-4">
        <OwnChip>You are subscribed</OwnChip>
        <p className="text-sm text-ink-2 mt-2">Change, cancel or pay it in <a className="link" href="/account/billing">your subscriptions</a>.</p>
      </div>
    );
  }
  if (!variant) return <p className="mt-4 text-ink-2">This is not for sale just now.</p>;

  const act = (
    <Button tone="ink" size="l" wide busy={busy} onClick={() => void unlock(variant, holder ?? undefined)}>
      <Repeat className="ic" aria-hidden="true" />{variant.trialDays > 0 ? `Try it ${variant.trialDays} days free` : `Subscribe for ${formatMoney(variant.priceMinor, variant.currency)}`}
    </Button>
  );
  return (
    <div className="mt-4">
      {variants.length > 1 ? (
        <RadioCards legend="Plan" name="plan" value={variantId} onChange={setVariantId} cards={variants.map((offer) => ({ value: offer.id, label: offer.title || 'Standard', note: termsOf(offer) }))} />
      ) : (
        <p className="text-lg font-semibold">{termsOf(variant)}</p>
      )}
      {organizations.length > 0 && <TeamHolder organizations={organizations} holder={holder} onChange={setHolder} words={HOLDING} />}
      <div id="subscribe" className="mt-3">{act}</div>
      <div className="mt-2"><AddToCart variantId={variant.id} wide /></div>
      {problem && <p className="fault mt-3" role="alert">{problem}</p>}
      <StickyBuyBar watch="subscribe" price={formatMoney(variant.priceMinor, variant.currency, { shelf: true })}>{act}</StickyBuyBar>
    </div>
  );
}
