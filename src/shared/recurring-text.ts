import { moneyText } from './money-text';

/** What something paid again and again costs. Amount in minor units. */
export interface Recurring {
  amountMinor: number;
  currency: string;
  interval: 'month' | 'year';
  /** Days before the first payment; 0 for none. */
  trialDays?: number;
}

/** "$29 a month", "14 days free, then $29 a month". */
export function recurringText({ amountMinor, currency, interval, trialDays = 0 }: Recurring): string {
  const price = `${moneyText(amountMinor, currency).replace(/\.0+$/, '')} a ${interval}`;
  return trialDays > 0 ? `${trialDays} ${trialDays === 1 ? 'day' : 'days'} free, then ${price}` : price;
}
