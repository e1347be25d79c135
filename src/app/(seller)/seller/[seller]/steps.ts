import type { OwnSellerView } from '@/shared/contracts/sellers';

export interface Step {
  title: string;
  /** What happened, or what is to do. */
  says: string;
  state: 'done' | 'now' | 'later';
}

type Standing = Pick<OwnSellerView, 'lifecycle' | 'approvedAt' | 'hasStripeAccount' | 'detailsSubmitted' | 'payoutsEnabled' | 'publishedCount'>;

function toPayoutWords({ hasStripeAccount, detailsSubmitted, payoutsEnabled }: Standing): string {
  if (payoutsEnabled) return 'Stripe can send you money.';
  if (detailsSubmitted) return 'Stripe has your answers and is not satisfied or not done yet.';
  return hasStripeAccount ? 'You began. Stripe still wants to know who you are.' : 'On Stripe’s own pages; it takes some minutes.';
}

/** The way to the first sale, each step with where it stands; exactly one is what to do now, until all are done. Pure. */
export function toSteps(seller: Standing): Step[] {
  const isLetIn = seller.approvedAt !== null || ['approved', 'active', 'suspended'].includes(seller.lifecycle);
  const done = [true, isLetIn, seller.payoutsEnabled, seller.publishedCount > 0];
  const now = done.indexOf(false);
  const words = [
    { title: 'Apply', says: 'Your application is with us.' },
    { title: 'Be approved', says: isLetIn ? 'You may sell.' : 'An admin reads your application and answers by mail.' },
    { title: 'Tell Stripe where your money goes', says: toPayoutWords(seller) },
    { title: 'Put something on the shelf', says: seller.publishedCount > 0 ? 'Buyers find you.' : 'Write the first product; a draft is seen by nobody else.' },
  ];
  return words.map((step, at) => ({ ...step, state: done[at] ? 'done' : at === now ? 'now' : 'later' }));
}
