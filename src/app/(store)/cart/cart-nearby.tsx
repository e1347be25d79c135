'use client';

import { useEffect, useState } from 'react';
import type { NearbyRecommendations } from '@/shared/contracts/discovery';
import { api } from '@/trpc/browser';
import { BundleNudge } from '../_parts/bundle-nudge';
import { RecommendationList } from '../_parts/recommendation-list';

/** What goes with the things in the cart, and the bundle they would complete; below everything else, so nothing moves when it comes. */
export function CartNearby({ productIds }: { productIds: readonly string[] }) {
  const [near, setNear] = useState<NearbyRecommendations | null>(null);
  const asked = [...new Set(productIds)].sort().join(' ');
  useEffect(() => {
    let isCurrent = true;
    // Without an answer the cart is whole as it is.
    api.discovery.forCart.query({ productIds: asked.split(' ') }).then((found) => { if (isCurrent) setNear(found); }, () => undefined);
    return () => { isCurrent = false; };
  }, [asked]);
  const items = near?.items.filter(({ reason }) => reason.startsWith('Because')) ?? [];
  if (!near || (items.length === 0 && !near.bundle)) return null;
  return (
    <section aria-labelledby="goes-with" className="mt-20">
      <h2 id="goes-with" className="d4 mb-4">Goes with your cart</h2>
      {near.bundle && <div className="mb-8"><BundleNudge bundle={near.bundle} /></div>}
      {items.length > 0 && <RecommendationList items={items} place="recommendation" />}
    </section>
  );
}
