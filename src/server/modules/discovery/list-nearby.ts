import type { Platform } from '@/server/platform/platform';
import type { Viewer } from '@/server/platform/db';
import type { NearbyRecommendations } from '@/shared/contracts/discovery';
import { listRecommendations } from './list-recommendations';
import { offerBundle } from './offer-bundle';
import type { Audience } from './subject';

export interface NearbyRequest {
  viewer: Viewer | null;
  audience: Audience;
  productIds: readonly string[];
  /** Of the product on the page, or of what is in the cart. */
  place: 'product' | 'cart';
}

const SHOWN = 4;

/** Anyone: what goes with the product on the page or with what is in the cart, and with what they own, each with its reason; and the bundle it would complete. */
export async function listNearby(platform: Pick<Platform, 'db'>, { viewer, audience, productIds, place }: NearbyRequest): Promise<NearbyRecommendations> {
  const isCart = place === 'cart';
  const { items, isPersonal, ownedIds } = await listRecommendations(platform, { audience, place, near: { productIds, tie: isCart ? 'inCart' : 'here' }, limit: SHOWN });
  return { items, isPersonal, bundle: await offerBundle(platform, { viewer, near: productIds, isCart, ownedIds }) };
}
