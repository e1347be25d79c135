'use client';

import { ShoppingBag } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { readCartCount, watchCartCount } from '@/app/cart-count';

/** The way to the cart, with how many things are in it once the browser knows. Pages hold nothing of it, so they may be cached. */
export function CartLink({ current }: { current: boolean }) {
  const count = useSyncExternalStore(watchCartCount, readCartCount, () => undefined);
  return (
    <a href="/cart" aria-current={current ? 'page' : undefined} className="flex items-center justify-center gap-2 min-h-11 min-w-11 px-2 rounded-2 text-[15px] font-medium hover:bg-sunken">
      <ShoppingBag className="ic size-5" aria-hidden="true" />
      <span className="max-lg:sr-only">Cart</span>
      {count !== undefined && count > 0 && <span>{count}</span>}
    </a>
  );
}
