import type { OrderView } from '@/shared/contracts/orders';
import { moneyText } from '@/shared/money-text';
import { recurringText } from '@/shared/recurring-text';

const CLOSED_UNPAID = ['failed', 'expired', 'canceled'];

type Paid = Pick<OrderView, 'currency' | 'creditMinor' | 'totalMinor'>;
type Items = readonly Pick<OrderView['items'][number], 'title' | 'interval' | 'trialDays' | 'recurringMinor'>[];

/** Whether a credit paid all of it, which is not to say that it cost nothing. */
const isByCredit = ({ creditMinor, totalMinor }: Paid) => totalMinor === 0 && creditMinor > 0;

/** What was paid by what, and what will be. Pure. */
export function paidWords(order: Paid, items: Items): string {
  const again = items.find(({ interval }) => interval !== null);
  if (!again?.interval || again.recurringMinor === null) return `${todayWords(order, 'once')}.`;
  const { title, interval, trialDays, recurringMinor: amountMinor } = again;
  return `${todayWords(order, 'today')}. ${title} ${trialDays > 0 ? 'is' : 'costs'} ${recurringText({ amountMinor, currency: order.currency, interval, trialDays })}, until you cancel it.`;
}

function todayWords({ currency, creditMinor, totalMinor }: Paid, when: 'today' | 'once'): string {
  const [money, credit] = [moneyText(totalMinor, currency), moneyText(creditMinor, currency)];
  const ending = when === 'today' ? ' today' : '';
  if (totalMinor > 0) return `${money} was paid ${when}${creditMinor > 0 ? `, and ${credit} by your credit` : ''}`;
  return creditMinor > 0 ? `Your credit paid ${credit}; nothing is due${ending}` : `Nothing was charged${ending}`;
}

/** What the sum at the foot of an order is. Pure. */
export function sumWord(order: Paid & Pick<OrderView, 'paidAt' | 'status'>): string {
  if (order.paidAt) return isByCredit(order) ? 'Due' : 'Paid';
  if (order.status === 'awaiting_payment') return 'On its way';
  return CLOSED_UNPAID.includes(order.status) ? 'Not paid' : 'To pay';
}

/** What a credit took off it. Pure. */
export function creditWord(order: Paid): string {
  return isByCredit(order) ? 'Paid by credit' : 'Credit applied';
}
