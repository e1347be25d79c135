'use client';

import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';

/** On a phone: the price and the act, stuck to the foot once the element with id `watch` has left the screen. Wide screens never see it. */
export function StickyBuyBar({ watch, price, children }: { watch: string; price: ReactNode; children: ReactNode }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const target = document.getElementById(watch);
    if (!target) return undefined;
    const observer = new IntersectionObserver(([entry]) => setShown(entry !== undefined && !entry.isIntersecting));
    observer.observe(target);
    return () => observer.disconnect();
  }, [watch]);
  if (!shown) return null;
  return (
    <div className="buy-bar" role="region" aria-label="Buy">
      <p className="font-semibold text-lg whitespace-nowrap">{price}</p>
      <div className="flex-1 [&>*]:w-full">{children}</div>
    </div>
  );
}
