'use client';

import { useEffect } from 'react';
import { track } from '@/app/track';
import type { EventPlace, TrackedEvent } from '@/shared/contracts/analytics';

/** The product a link stands for, as the element around it says: `data-product`, `data-place`, and `data-recommendation` where one put it there. */
function toClick(target: EventTarget | null): TrackedEvent | null {
  const anchor = target instanceof Element ? target.closest('a') : null;
  const card = anchor?.closest<HTMLElement>('[data-product]');
  if (!card?.dataset.product) return null;
  const { product, recommendation, place = 'marketplace' } = card.dataset;
  // Our own pages write it; the server knows no other words.
  return { name: 'click', productId: product, place: place as EventPlace, ...(recommendation && { recommendationId: recommendation }) };
}

/** Counts which products are chosen from lists. One listener for the whole shop. */
export function TrackClicks() {
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const click = toClick(event.target);
      if (click) track(click);
    };
    document.addEventListener('click', onClick, true);
    document.addEventListener('auxclick', onClick, true);
    return () => {
      document.removeEventListener('click', onClick, true);
      document.removeEventListener('auxclick', onClick, true);
    };
  }, []);
  return null;
}
