import type { Due, PayoutHold, SellerBalance, SellerDues } from '@/shared/contracts/payouts';
import { nextRunAt } from './next-run';
import { planPayout, type PayoutPlan } from './plan-payout';
import { holdOf, toDue, type OpenOrder, type PayoutPolicy, type PayoutStanding } from './to-dues';

/** Enough to see what is going on; the balances are of all. */
const MOST = 200;

type Row = OpenOrder & PayoutStanding;

const sumOf = <Item>(items: readonly Item[], pick: (item: Item) => number) => items.reduce((sum, item) => sum + pick(item), 0);

/** Why an order that nothing of its own holds is not in the next payout. */
function leftOut(plan: PayoutPlan, orderId: string): PayoutHold | null {
  if ('none' in plan) return plan.none === 'nothing' ? null : plan.none;
  return plan.transfers.some((transfer) => transfer.orderId === orderId) ? null : 'owing';
}

/** The next payout as far as it can be known: what is payable now or, with nothing payable, what the first hold to end lets go. */
function nextOf(dues: readonly Due[], { plan, owedMinor, now }: { plan: PayoutPlan; owedMinor: number; now: Date }): SellerBalance['next'] {
  if (!('none' in plan)) return { amountMinor: plan.amountMinor, at: nextRunAt(now).toISOString() };
  if (plan.none !== 'nothing') return null;
  const waiting = dues.flatMap(({ hold, payableAt, amountMinor }) => (hold === 'waiting' && payableAt !== null ? [{ at: nextRunAt(new Date(payableAt)).toISOString(), amountMinor }] : []));
  const at = waiting.map((one) => one.at).sort()[0];
  if (at === undefined) return null;
  const amountMinor = sumOf(waiting.filter((one) => one.at === at), (one) => one.amountMinor) + owedMinor;
  return amountMinor > 0 ? { amountMinor, at } : null;
}

function ofCurrency(orders: readonly Row[], policy: PayoutPolicy): { balance: SellerBalance; dues: Due[] }[] {
  const [standing] = orders;
  if (!standing) return [];
  const plan = planPayout(orders, standing, policy);
  const dues = orders.map((order) => toDue(order, holdOf(order, standing, policy) ?? leftOut(plan, order.orderId), policy)).filter((due) => due.amountMinor !== 0);
  const ofState = (state: Due['state']) => sumOf(dues.filter((due) => due.state === state), (due) => due.amountMinor);
  const owedMinor = ofState('owed');
  const balance: SellerBalance = {
    currency: standing.currency,
    balanceMinor: sumOf(orders, (order) => order.owedMinor),
    payableMinor: ofState('payable'),
    heldMinor: ofState('held'),
    underWayMinor: sumOf(orders, (order) => order.underWayMinor),
    owedMinor,
    comingBackMinor: sumOf(orders, (order) => order.comingBackMinor),
    next: nextOf(dues, { plan, owedMinor, now: policy.now }),
  };
  return [{ balance, dues }];
}

/** A seller's open orders as its payouts page shows them: per currency what they come to, and each with its state. Pure. */
export function toSellerDues(rows: readonly Row[], policy: PayoutPolicy): SellerDues {
  const currencies = [...new Set(rows.map((row) => row.currency))].sort();
  const parts = currencies.flatMap((currency) => ofCurrency(rows.filter((row) => row.currency === currency), policy));
  const dues = parts.flatMap((part) => part.dues);
  return { balances: parts.map((part) => part.balance), dues: dues.slice(0, MOST), isCapped: dues.length > MOST, holdDays: policy.holdDays, asOf: policy.now.toISOString() };
}
