import type { Metadata } from 'next';
import { PageShell } from '@/app/page-shell';
import { COUNTRIES, countryName } from '@/shared/countries';
import { caller } from '@/trpc/server';
import { CartScreen } from './cart-screen';

export const metadata: Metadata = { title: 'Your cart' };

/** Named here alone: a browser may know some countries by other names. */
const COUNTRY_OPTIONS = COUNTRIES.map((code) => ({ value: code, label: countryName(code) })).sort((a, b) => (a.label < b.label ? -1 : 1));

/** The viewer's cart, or that of a guest's browser. */
export default async function CartPage() {
  const api = await caller();
  const viewer = await api.account.viewer();
  const [cart, organizations] = await Promise.all([api.cart.get(), viewer ? api.account.organizations() : []]);
  return (
    <PageShell current="/cart">
      <div className="wrap pt-6 lg:pt-10">
        <CartScreen first={cart} signedIn={viewer !== null} organizations={organizations} countries={COUNTRY_OPTIONS} />
      </div>
    </PageShell>
  );
}
