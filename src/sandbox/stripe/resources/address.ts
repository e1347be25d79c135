import type Stripe from 'stripe';
import { shape, text } from '../core/params';

export const EMPTY_ADDRESS: Stripe.Address = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };

/** A postal address as parameters. */
export const ADDRESS = shape({ city: text(), country: text({ max: 2 }), line1: text(), line2: text(), postal_code: text(), state: text() });

/** The address as objects show it: what was not sent is null. */
export function toAddress(sent: Record<keyof Stripe.Address, string | undefined>): Stripe.Address {
  return { ...EMPTY_ADDRESS, ...Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) };
}
