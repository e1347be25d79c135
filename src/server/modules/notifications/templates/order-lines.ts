import { moneyText } from '@/shared/money-text';
import { recurringText } from '@/shared/recurring-text';
import type { EmailParts } from './email-layout';

/** What a message about an order needs of it; amounts in minor units. */
export interface OrderForEmail {
  id: string;
  number: number;
  currency: string;
  discountMinor: number;
  shippingMinor: number;
  taxMinor: number;
  /** What a credit of theirs paid of it. */
  creditMinor?: number;
  totalMinor: number;
  /** Of a renewal, or a change of plan. */
  subscriptionId?: string | null;
  items: OrderLineForEmail[];
}

interface OrderLineForEmail {
  title: string;
  variantTitle: string;
  kind: string;
  sellerName: string;
  license: string | null;
  quantity: number;
  unitPriceMinor: number;
  /** Of what is paid again. */
  interval?: 'month' | 'year' | null;
  trialDays?: number;
  recurringMinor?: number | null;
}

/** The number as buyers see it, such as LK-20001. */
export function orderNumber(number: number): string {
  return `LK-${number}`;
}

const LICENSES: Record<string, string> = { personal: 'Personal licence', team: 'Team licence' };

/** "$29 a month", of what is paid again. */
function termsOf({ interval, trialDays = 0, recurringMinor }: OrderLineForEmail, currency: string): string | undefined {
  return interval && typeof recurringMinor === 'number' ? recurringText({ amountMinor: recurringMinor, currency, interval, trialDays }) : undefined;
}

function toRow(item: OrderLineForEmail, currency: string, money: (amount: number) => string) {
  const { title, variantTitle, sellerName, license, quantity, unitPriceMinor } = item;
  return {
    label: quantity > 1 ? `${quantity} × ${title}` : title,
    detail: [variantTitle, sellerName, license ? LICENSES[license] : undefined, termsOf(item, currency)].filter(Boolean).join(', '),
    value: money(unitPriceMinor * quantity),
  };
}

/** The items at their list price, what is taken off and added, and the sum, as rows of a message. */
export function toOrderRows({ items, discountMinor, shippingMinor, taxMinor, creditMinor = 0, totalMinor, currency }: OrderForEmail, totalLabel = 'Total'): NonNullable<EmailParts['rows']> {
  const money = (amount: number) => (amount === 0 ? 'Free' : moneyText(amount, currency));
  const rows = items.map((item) => toRow(item, currency, money));
  if (discountMinor > 0) rows.push({ label: 'Discount', detail: '', value: `−${moneyText(discountMinor, currency)}` });
  if (shippingMinor > 0) rows.push({ label: 'Shipping', detail: '', value: moneyText(shippingMinor, currency) });
  if (taxMinor > 0) rows.push({ label: 'Tax', detail: '', value: moneyText(taxMinor, currency) });
  if (creditMinor > 0) rows.push({ label: 'Credit applied', detail: '', value: `−${moneyText(creditMinor, currency)}` });
  return [...rows, { label: totalLabel, detail: '', value: creditMinor > 0 ? moneyText(totalMinor, currency) : money(totalMinor) }];
}
