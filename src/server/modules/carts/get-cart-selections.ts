import type { Reader } from '@/server/platform/db';
import type { Selection } from './quote';
import { findCartToOrder } from './selections.queries';

/** A person's cart as checkout needs it. */
export interface CartSelections {
  cartId: string;
  organizationId: string | null;
  currency: string;
  country: string | null;
  couponCode: string | null;
  selections: Selection[];
}

/** What a person has in the cart; null for none. One statement. */
export function getCartSelections(reader: Reader, userId: string): Promise<CartSelections | null> {
  return findCartToOrder(reader, userId);
}
