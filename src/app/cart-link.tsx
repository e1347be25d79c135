'use client';

import { ShoppingBag } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { readCartCount, watchCartCount } from '@/app/cart-count';

/** The way to the cart, with how many things are in it once the browser knows. Pages hold nothing of it, so they may be cached. Its place is kept, so nothing moves. */
export function CartLink({ current }: { current: boolean }) {
  const count = useSyncExternalStore(watchCartCount, readCartCount, () => undefined);
  return (
    <a href="/cart" aria-current={current ? 'page' : undefined} className="relative flex items-center justify-center gap-2 min-h-11 min-w-11 px-2 lg:pr-8 rounded-2 text-[15px] font-medium hover:bg-sunken">
      <ShoppingBag className="ic size-5" aria-hidden="true" />
      <span className="max-lg:sr-only">Cart</span>
      {count !== undefined && count > 0 && <span className="absolute left-[calc(50%+12px)] lg:left-auto lg:right-0 lg:w-7">{count}</span>}
    </a>
  );
}
