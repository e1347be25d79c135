'use client';

import { CircleAlert, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BuyingOrganization } from '@/shared/contracts/account';
import type { CartView } from '@/shared/contracts/cart';
import { recurringText } from '@/shared/recurring-text';
import { api } from '@/trpc/browser';
import { Button, LinkButton } from '@/ui/button';
import { Select, type SelectOption } from '@/ui/field';
import { formatMoney, formatPlural } from '@/ui/format';
import { CouponForm } from './coupon-form';
import type { CartActs } from './use-cart';

const ONESELF = '';
const NO_COUNTRY: SelectOption = { value: '', label: 'Choose a country', disabled: true };

function Row({ name, children }: { name: ReactNode; children: ReactNode }) {
  return <><dt className="text-ink-2">{name}</dt><dd className="text-right">{children}</dd></>;
}

/** Every sum of the cart: what it lists at, what is taken off and by what, and what it comes to. */
function Sums({ cart }: { cart: CartView }) {
  const money = (amountMinor: number) => formatMoney(amountMinor, cart.currency);
  const bundled = cart.discountMinor - (cart.coupon?.discountMinor ?? 0);
  return (
    <dl className="mt-4 grid grid-cols-[1fr_auto] gap-y-2 text-[15px] [&_dd]:pl-4">
      <Row name={formatPlural(cart.count, 'thing')}>{money(cart.subtotalMinor)}</Row>
      {bundled > 0 && <Row name="Saved in bundles">{money(-bundled)}</Row>}
      {cart.coupon && <Row name={<>Coupon <span className="mono">{cart.coupon.code}</span></>}>{money(-cart.coupon.discountMinor)}</Row>}
      {cart.sellers.map(({ sellerSlug, sellerName, shipping }) => shipping && (
        <Row key={sellerSlug} name={`Shipping, ${sellerName}`}>{shipping.shippingMinor === 0 ? 'Free' : money(shipping.shippingMinor)}</Row>
      ))}
      {cart.needsShipping && cart.country === null && <Row name="Shipping"><span className="text-ink-2">added with the country</span></Row>}
      <Row name="Tax"><span className="text-ink-2">worked out by Stripe</span></Row>
      <dt className="border-t border-ink mt-2 pt-3 font-semibold text-xl">Today</dt>
      <dd className="border-t border-ink mt-2 pt-3 font-semibold text-xl text-right">{money(cart.totalMinor)}</dd>
    </dl>
  );
}

function Destination({ acts, organizations, countries }: Omit<CartSummaryProps, 'signedIn'>) {
  const { cart, change, busy } = acts;
  const set = (input: Parameters<typeof api.cart.setDestination.mutate>[0]) => void change('destination', () => api.cart.setDestination.mutate(input));
  const currencies = [...new Set([cart.currency, ...cart.currencies])];
  return (
    <>
      {cart.needsShipping && <Select label="Parcels go to" className="mt-5" value={cart.country ?? ''} disabled={busy !== null} options={[NO_COUNTRY, ...countries]} onChange={({ target }) => set({ country: target.value })} />}
      {organizations.length > 0 && (
        <Select label="Bought for" className="mt-4" value={cart.organizationId ?? ONESELF} disabled={busy !== null} onChange={({ target }) => set({ organizationId: target.value === ONESELF ? null : target.value })}
          options={[{ value: ONESELF, label: 'Myself' }, ...organizations.map(({ id, name }) => ({ value: id, label: name }))]} />
      )}
      {currencies.length > 1 && (
        <Select label="Pay in" className="mt-4" value={cart.currency} disabled={busy !== null} onChange={({ target }) => set({ currency: target.value })}
          options={currencies.map((currency) => ({ value: currency, label: currency.toUpperCase() }))} />
      )}
      {acts.fault?.of === 'destination' && <p className="fault" role="alert">{acts.fault.problem.message}</p>}
    </>
  );
}

/** What is paid later, where something is paid again. */
function Later({ cart }: { cart: CartView }) {
  return cart.lines.map(({ variantId, title, interval, unitPriceMinor }) => interval && (
    <p key={variantId} className="text-sm text-ink-2 mt-3">{title} then costs {recurringText({ amountMinor: unitPriceMinor, currency: cart.currency, interval })}, until you cancel it.</p>
  ));
}

/** What the act is called. */
function actOf({ totalMinor, currency, lines }: CartView): string {
  if (totalMinor > 0) return `Pay ${formatMoney(totalMinor, currency)}`;
  return lines.some(({ interval }) => interval !== null) ? 'Start the free days' : 'Get it for free';
}

/** Whether nothing stands between this cart and an order. */
function isReady({ lines, problems }: CartView): boolean {
  return problems.length === 0 && lines.every((line) => line.problems.length === 0 && line.seenMinor === null);
}

export interface CartSummaryProps {
  acts: CartActs;
  signedIn: boolean;
  organizations: readonly BuyingOrganization[];
  countries: readonly SelectOption[];
}

/** The sum, where it goes, a coupon, and the act. */
export function CartSummary({ acts, signedIn, organizations, countries }: CartSummaryProps) {
  const { cart, busy, fault } = acts;
  const said = cart.problems.filter(({ reason }) => !reason.startsWith('coupon_'));
  return (
    <aside aria-label="Summary" className="panel p-5 lg:p-6">
      <h2 className="font-semibold text-lg tracking-[-0.01em]">Summary</h2>
      <Sums cart={cart} />
      <Later cart={cart} />
      <Destination acts={acts} organizations={organizations} countries={countries} />
      <CouponForm acts={acts} />
      {said.map(({ reason, message }) => (
        <p key={reason} className="mt-4 flex items-start gap-2 text-sm font-medium text-warn"><CircleAlert className="ic size-4 mt-0.5" aria-hidden="true" />{message}</p>
      ))}
      <div className="mt-5">
        {signedIn ? (
          <Button tone="ink" size="l" wide busy={busy === 'checkout'} disabled={busy !== null || !isReady(cart)} onClick={() => void acts.checkOut()}>
            <Lock className="ic" aria-hidden="true" />{actOf(cart)}
          </Button>
        ) : (
          <LinkButton tone="ink" size="l" wide href="/sign-in?callbackUrl=%2Fcart">Sign in to pay</LinkButton>
        )}
      </div>
      {fault?.of === 'checkout' && <p className="fault mt-3" role="alert">{fault.problem.message}</p>}
      <p className="text-sm text-ink-2 mt-3">{signedIn ? 'On Stripe’s page. We never see the card.' : 'No password. The cart comes with you.'}</p>
    </aside>
  );
}
