'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { readViewer, watchViewer } from '@/app/viewer';
import { toConsent } from '@/shared/consent';
import type { RelatedProduct } from '@/shared/contracts/catalog';
import type { NearbyRecommendations } from '@/shared/contracts/discovery';
import { api } from '@/trpc/browser';
import { InPlace } from '@/ui/in-place';
import { BundleNudge } from './bundle-nudge';
import { ProductShelf } from './product-shelf';
import { RecommendationList } from './recommendation-list';

/**
 * What goes with a product. The page carries what goes with it for everybody; for somebody known, what also fits what they own and told us takes its place,
 * and the bundle it would complete stands below.
 */
export function ProductNearby({ productId, related }: { productId: string; related: readonly RelatedProduct[] }) {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const [near, setNear] = useState<NearbyRecommendations | null>(null);
  useEffect(() => {
    if (viewer === undefined || (viewer === null && toConsent(document.cookie) !== 'all')) return;
    // Without an answer the list of everybody stands.
    api.discovery.forProduct.query({ productId }).then(setNear, () => undefined);
  }, [viewer, productId]);
  const own = near?.isPersonal === true && near.items.length > 0 ? near : null;
  if (related.length === 0 && !near?.bundle) return null;
  return (
    <section aria-labelledby="related" className="mt-20 lg:mt-28">
      <h2 id="related" className="d3 mb-5">{own ? 'Goes with this, and with what is yours' : 'Goes well with it'}</h2>
      <InPlace of={<ProductShelf products={related} place="related" metas={new Map(related.map(({ id, reason }) => [id, reason]))} />}>{own && <RecommendationList items={own.items} place="related" />}</InPlace>
      {near?.bundle && near.bundle.have.length > 0 && <div className="mt-8"><BundleNudge bundle={near.bundle} /></div>}
    </section>
  );
}
