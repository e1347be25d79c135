import type { BankPayoutFact } from '@/server/modules/payments/find-bank-payout';
import type { ServiceTx } from '@/server/platform/db';
import { newId } from '@/shared/ids';

/** Writes what Stripe said of a payout, unless a younger answer is there; false when the account is no seller's. */
export async function saveBankPayout(tx: ServiceTx, { fact, stripeAccountId, askedAt }: { fact: BankPayoutFact; stripeAccountId: string; askedAt: Date }): Promise<boolean> {
  const [seller] = await tx.$queryRaw<{ id: string }[]>`select id from sellers where stripe_account_id = ${stripeAccountId}`;
  if (!seller) return false;
  await tx.$executeRaw`
    insert into bank_payouts as b (id, seller_id, stripe_payout_id, amount_minor, currency, status, failure, created_at, arrives_at, read_at)
    values (${newId('bankPayout', fact.createdAt.getTime())}, ${seller.id}, ${fact.stripePayoutId}, ${fact.amountMinor}, ${fact.currency}, ${fact.status}, ${fact.failure}, ${fact.createdAt}, ${fact.arrivesAt}, ${askedAt})
    on conflict (stripe_payout_id) do update set status = excluded.status, failure = excluded.failure, arrives_at = excluded.arrives_at, read_at = excluded.read_at where b.read_at <= excluded.read_at`;
  return true;
}
