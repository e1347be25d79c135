import { stripeCode } from './call-stripe';

/** Why Stripe will not do a thing, in words for the seller and the admin. */
export interface Refusal {
  refusal: string;
}

const WORDS: Record<string, string> = {
  insufficient_capabilities_for_transfer: 'Stripe does not let this account be paid yet: something is missing in its onboarding.',
  balance_insufficient: 'The balance at Stripe does not hold this much yet.',
  resource_missing: 'Stripe knows no such account or payment.',
  account_invalid: 'Stripe knows no such account.',
};
const LONGEST = 300;

/** Reads a refusal of the official client. Pure. */
export function toRefusal(error: unknown): Refusal {
  const words = WORDS[stripeCode(error) ?? ''];
  if (words !== undefined) return { refusal: words };
  const said = error instanceof Error ? error.message : 'no reason given';
  return { refusal: `Stripe refused: ${said}`.slice(0, LONGEST) };
}
