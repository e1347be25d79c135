import { createStripeAccount } from '@/server/modules/payments/create-stripe-account';
import { syncSellerAccount } from '@/server/modules/sellers/sync-seller-account';
import { listUnpaidSellers } from '@/server/modules/sellers/list-unpaid-sellers';
import type { Platform } from '@/server/platform/platform';
import { completeForm } from './complete-form';

/** Opens an account at the stand-in for Stripe for every seller without one, and fills in its form, so that demo sellers are paid. `stripeUrl` is the stand-in's. */
export async function seedAccounts(platform: Platform, stripeUrl: string): Promise<void> {
  const sellers = await listUnpaidSellers(platform.db);
  for (const seller of sellers) {
    const account = await createStripeAccount(platform.stripe, seller);
    await completeForm(stripeUrl, account);
    await syncSellerAccount(platform, account);
  }
  if (sellers.length > 0) console.log(`accounts at Stripe: ${sellers.length}`);
}
