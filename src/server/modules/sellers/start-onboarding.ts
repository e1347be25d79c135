import { createAccountLink } from '@/server/modules/payments/create-account-link';
import { createStripeAccount } from '@/server/modules/payments/create-stripe-account';
import type { Call } from '@/server/modules/organizations/call';
import type { Platform } from '@/server/platform/platform';
import type { Limit } from '@/server/platform/rate-limit';
import type { SellerInput, StripePage } from '@/shared/contracts/sellers';
import { AppError } from '@/shared/errors';
import { assertSellerMember } from './assert-seller-member';
import { attachAccount } from './attach-account';
import { recordSellerChange } from './record-seller-change';
import { findSellerAccount } from './standing.queries';

const REASON = 'a seller’s account at Stripe is kept by the service alone';
/** Each makes a link at Stripe. */
const STARTS: Limit = { name: 'onboarding', points: 20, windowSeconds: 3_600, whenDown: 'closed' };

type Parts = Pick<Platform, 'db' | 'stripe' | 'env' | 'limiter'>;

/**
 * Owners and admins of an approved seller go to Stripe's own pages, to say who they are and where their money goes. The first time the account is
 * made there and the seller becomes active; every time there is a fresh link. Coming back says nothing: `syncSellerAccount` asks Stripe.
 * Throws NOT_FOUND, FORBIDDEN, CONFLICT for a seller that is not let in (any more), RATE_LIMITED, UNPROCESSABLE, and UNAVAILABLE when Stripe does
 * not answer: then the same call may be made again.
 */
export async function startOnboarding(parts: Parts, call: Call<SellerInput>): Promise<StripePage> {
  const { viewer, input } = call;
  const { sellerId, lifecycle } = await assertSellerMember(parts.db, { viewer, sellerSlug: input.seller, atLeast: 'admin' });
  if (lifecycle !== 'approved' && lifecycle !== 'active') throw new AppError('CONFLICT', `A seller that is ${lifecycle} cannot be set up for payouts.`, { reason: lifecycle });
  await parts.limiter.consume(STARTS, sellerId);
  const stripeAccountId = await ensureAccount(parts, call, sellerId);
  const page = `${parts.env.PUBLIC_URL}/seller/${input.seller}/onboarding`;
  return { url: await createAccountLink(parts.stripe, { stripeAccountId, refreshUrl: `${page}?again=1`, returnUrl: `${page}?back=1` }) };
}

/** The seller's account: the one that is kept, or a new one, made at Stripe first and kept afterwards. */
async function ensureAccount({ db, stripe }: Parts, call: Call<SellerInput>, sellerId: string): Promise<string> {
  const before = await findSellerAccount(db.readAsService(REASON), sellerId);
  if (before?.stripeAccountId) return before.stripeAccountId;
  if (!before?.country) throw new AppError('CONFLICT', 'The seller’s country is not known. Please write to us.', { reason: 'no_country' });
  const stripeAccountId = await createStripeAccount(stripe, { sellerId, country: before.country });
  const kept = await db.asService(REASON, async (tx) => {
    if (!(await attachAccount(tx, { sellerId, stripeAccountId }))) return false;
    await recordSellerChange(tx, call, { action: 'seller.account', targetId: sellerId, after: { stripeAccountId } });
    return true;
  });
  if (kept) return stripeAccountId;
  const after = await findSellerAccount(db.readAsService(REASON), sellerId);
  if (after?.stripeAccountId) return after.stripeAccountId;
  throw new AppError('CONFLICT', 'This seller was changed meanwhile. Please look again.', { reason: after?.lifecycle ?? 'gone' });
}
