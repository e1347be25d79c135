import { settlePayment } from '../checkout/settle-session';
import { actingForOwner, runWork } from '../core/work';
import type { Double } from '../core/work';
import { settleRefund } from '../payments/settle-refund';
import { findObject } from '../store/objects';
import { settlePayout } from '../transfers/settle-payout';
import type { PayoutInput, SettleInput } from './inputs';

/** POST /_double/settle: what would happen by itself later happens now. */
export async function settle(double: Double, input: SettleInput): Promise<object | null> {
  if (input.funds !== undefined) return { settled: await settleFunds(double, input.funds) };
  if (input.refund !== undefined) {
    const { refund } = input;
    await runWork(double, null, async (work) => settleRefund(await actingForOwner(work, refund), refund));
    return { refund };
  }
  const session = input.session === undefined ? null : await findObject(double.pool, 'checkout.session', input.session);
  const intentId = input.paymentIntent ?? session?.doc.payment_intent;
  if (typeof intentId !== 'string') return null;
  const settled = await runWork(double, null, async (work) => settlePayment(await actingForOwner(work, intentId), intentId, input.outcome));
  return settled ? { paymentIntent: intentId, outcome: input.outcome } : null;
}

/** Makes pending sums available now: of one charge and the transfers paid from it, or all there are. Answers how many. */
async function settleFunds(double: Double, which: string): Promise<number> {
  const { rowCount } = await double.pool.query(
    `with transfers as (
       select id, doc->>'destination_payment' as payment from stripe_double.objects where kind = 'transfer' and doc @> jsonb_build_object('source_transaction', $1::text)
     )
     update stripe_double.objects set doc = doc || jsonb_build_object('available_on', $2::bigint, 'status', 'available')
     where kind = 'balance_transaction' and (doc->>'available_on')::bigint > $2
       and ($1 = 'all' or doc->>'source' = $1 or doc->>'source' in (select id from transfers union all select payment from transfers))`,
    [which, double.clock.nowSeconds()],
  );
  return rowCount ?? 0;
}

/** POST /_double/payouts/{id}: the bank takes the payout, or does not. */
export function settlePayoutNow(double: Double, id: string, input: PayoutInput): Promise<object | null> {
  return runWork(double, null, async (work) => settlePayout(await actingForOwner(work, id), id, input.status));
}
