import type { Viewer } from '@/server/platform/db';
import type { CartView } from '@/shared/contracts/cart';

/** Whose cart: a person's, or that of a browser whose cookie has this hash. */
export type CartOwner = { userId: string } | { tokenHash: string };

/** Who asks for a cart: everyone has one, guests by a cookie. */
export interface CartCall {
  viewer: Viewer | null;
  /** What the guest's cookie holds, if there is one. */
  token: string | null;
  /** For the limits of guests. */
  ip: string;
}

/** What the guest's cookie is to hold from now on: a new token, or null to end it. */
export interface CookieChange {
  token: string | null;
}

export interface CartAnswer {
  cart: CartView;
  cookie?: CookieChange;
}
