'use client';

import type { BuyingOrganization } from '@/shared/contracts/account';
import type { CartLine as Line, CartSeller, CartView } from '@/shared/contracts/cart';
import { api } from '@/trpc/browser';
import { Button, LinkButton } from '@/ui/button';
import type { SelectOption } from '@/ui/field';
import { formatPlural } from '@/ui/format';
import { EmptyState } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { AfterPayment } from './after-payment';
import { CartLine } from './cart-line';
import { CartNearby } from './cart-nearby';
import { CartSummary } from './cart-summary';
import { useCart } from './use-cart';

/** Lines by seller, in the order the sellers first came into the cart. */
function bySeller(lines: readonly Line[]): [string, Line[]][] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) groups.set(line.sellerSlug, [...(groups.get(line.sellerSlug) ?? []), line]);
  return [...groups];
}

/** When it comes: a parcel by the seller's word, everything else at once. */
function whenOf(lines: readonly Line[], seller: CartSeller | undefined): string {
  const ships = lines.some(({ kind }) => kind === 'physical') || (seller?.shipping ?? null) !== null;
  if (!ships) return 'Yours the moment you pay';
  const within = !seller ? '' : seller.handlingDays === 0 ? ', shipped the same day' : `, shipped within ${formatPlural(seller.handlingDays, 'day')}`;
  return seller?.shipping ? `${formatPlural(seller.shipping.parcels, 'parcel')}${within}` : `By parcel${within}`;
}

/** Prices that are not what they were are agreed to before anything is paid. */
function Changed({ cart, busy, onAccept }: { cart: CartView; busy: boolean; onAccept: () => void }) {
  const changed = cart.lines.filter(({ seenMinor }) => seenMinor !== null);
  if (changed.length === 0) return null;
  return (
    <section aria-label="Changes" className="bg-sunken rounded-3 p-5 mt-6 flex flex-wrap items-center gap-x-6 gap-y-3" role="status">
      <p className="flex-1 min-w-[240px]">{formatPlural(changed.length, 'price has', 'prices have')} changed since you last looked. Nothing was charged.</p>
      <Button busy={busy} onClick={onAccept}>Go on with the new {changed.length === 1 ? 'price' : 'prices'}</Button>
    </section>
  );
}

export interface CartScreenProps {
  first: CartView;
  signedIn: boolean;
  organizations: readonly BuyingOrganization[];
  countries: readonly SelectOption[];
}

/** The whole cart: lines by seller, and the sum beside them. */
export function CartScreen({ first, signedIn, organizations, countries }: CartScreenProps) {
  const acts = useCart(first);
  const { cart } = acts;
  const showToast = useToast();

  async function remove({ variantId, quantity, title, parts }: Line): Promise<void> {
    const choices = Object.fromEntries(parts.flatMap((part) => (part.variantId === null ? [] : [[part.productId, part.variantId]])));
    const undo = () => void acts.change(variantId, () => api.cart.add.mutate({ variantId, quantity, choices }));
    if (await acts.change(variantId, () => api.cart.remove.mutate({ variantId }))) showToast({ message: `${title} removed`, action: { label: 'Undo', onSelect: undo } });
  }

  if (cart.lines.length === 0) {
    return (
      <>
        <h1 className="d2">Your cart is empty</h1>
        <div className="mt-8"><EmptyState title="Nothing is held and nothing is charged" slug="cart" action={<><LinkButton href="/marketplace" tone="ink">Browse the marketplace</LinkButton><LinkButton href="/marketplace/bundles">See bundles</LinkButton></>}>Kits, notebooks and sneakers of many sellers go into one cart and one payment.</EmptyState></div>
      </>
    );
  }
  const groups = bySeller(cart.lines);
  return (
    <>
      <h1 className="d2">Your cart</h1>
      <p className="text-ink-2 mt-1">{formatPlural(cart.count, 'thing')} from {formatPlural(groups.length, 'seller')}, one payment</p>
      <Changed cart={cart} busy={acts.busy === 'changes'} onAccept={() => void acts.change('changes', () => api.cart.acceptChanges.mutate())} />
      <div className="grid lg:grid-cols-[minmax(0,1fr)_400px] lg:grid-rows-[auto_1fr] gap-x-16 gap-y-10 mt-8 items-start">
        <div className="grid gap-10 min-w-0">
          {groups.map(([slug, lines]) => (
            <section key={slug} aria-labelledby={`of-${slug}`}>
              <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-ink pb-2">
                <h2 id={`of-${slug}`} className="font-semibold text-lg tracking-[-0.01em]"><a className="hover:underline underline-offset-3" href={`/sellers/${slug}`}>{lines[0]?.sellerName}</a></h2>
                <p className="text-sm text-ink-2">{whenOf(lines, cart.sellers.find(({ sellerSlug }) => sellerSlug === slug))}</p>
              </div>
              <ul>{lines.map((line) => <CartLine key={line.variantId} line={line} currency={cart.currency} acts={acts} onRemove={() => void remove(line)} />)}</ul>
            </section>
          ))}
        </div>
        <div className="min-w-0 lg:col-start-2 lg:row-start-1 lg:row-span-2 lg:sticky lg:top-6"><CartSummary acts={acts} signedIn={signedIn} organizations={organizations} countries={countries} /></div>
        <AfterPayment cart={cart} />
      </div>
      <CartNearby productIds={cart.lines.map(({ productId }) => productId)} />
    </>
  );
}
