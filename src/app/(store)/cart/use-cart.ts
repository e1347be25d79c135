'use client';

import { useEffect, useState } from 'react';
import { setCartCount } from '@/app/cart-count';
import type { CartView } from '@/shared/contracts/cart';
import { api } from '@/trpc/browser';
import { problemOf, type Problem } from '@/trpc/problem-of';

export interface CartActs {
  cart: CartView;
  /** What is being changed: a variant's id, or a word of the summary; null: nothing. */
  busy: string | null;
  /** What went wrong last, and with what. */
  fault: { of: string; problem: Problem } | null;
  /** Changes the cart; the answer is the cart that came of it. True when it did. */
  change: (of: string, work: () => Promise<CartView>) => Promise<boolean>;
  /** Orders the cart and goes where it is paid. */
  checkOut: () => Promise<void>;
}

/** The cart on its page: always the last one the server answered. */
export function useCart(first: CartView): CartActs {
  const [cart, setCart] = useState(first);
  const [busy, setBusy] = useState<string | null>(null);
  const [fault, setFault] = useState<CartActs['fault']>(null);
  useEffect(() => setCartCount(cart.count), [cart.count]);

  async function change(of: string, work: () => Promise<CartView>): Promise<boolean> {
    setBusy(of);
    setFault(null);
    try {
      setCart(await work());
      return true;
    } catch (error) {
      setFault({ of, problem: problemOf(error) });
      return false;
    } finally {
      setBusy(null);
    }
  }

  async function checkOut(): Promise<void> {
    setBusy('checkout');
    setFault(null);
    try {
      const { redirectUrl } = await api.orders.checkoutCart.mutate({ expectedTotalMinor: cart.totalMinor, expectedCurrency: cart.currency });
      window.location.assign(redirectUrl);
    } catch (error) {
      setFault({ of: 'checkout', problem: problemOf(error) });
      setBusy(null);
      // Something has changed under the page: show what counts. Without an answer the sentence stands alone.
      await api.cart.get.query().then(setCart, () => undefined);
    }
  }
  return { cart, busy, fault, change, checkOut };
}
