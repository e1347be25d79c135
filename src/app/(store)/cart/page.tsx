import type { Metadata } from 'next';
import { PageShell } from '@/app/page-shell';
import { caller } from '@/trpc/server';
import { CartScreen } from './cart-screen';

export const metadata: Metadata = { title: 'Your cart' };

/** The viewer's cart, or that of a guest's browser. */
export default async function CartPage() {
  const api = await caller();
  const viewer = await api.account.viewer();
  const [cart, organizations] = await Promise.all([api.cart.get(), viewer ? api.account.organizations() : []]);
  return (
    <PageShell current="/cart">
      <div className="wrap pt-6 lg:pt-10">
        <CartScreen first={cart} signedIn={viewer !== null} organizations={organizations} />
      </div>
    </PageShell>
  );
}
