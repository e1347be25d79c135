import { moneyText } from '@/shared/money-text';
import type { EmailParts } from './email-layout';

/** What a message about an order needs of it; amounts in minor units. */
export interface OrderForEmail {
  id: string;
  number: number;
  currency: string;
  totalMinor: number;
  items: { title: string; sellerName: string; license: string | null; totalMinor: number }[];
}

/** The number as buyers see it, such as LK-20001. */
export function orderNumber(number: number): string {
  return `LK-${number}`;
}

const LICENSES: Record<string, string> = { personal: 'Personal licence', team: 'Team licence' };

/** The items and their sum as rows of a message. */
export function toOrderRows({ items, totalMinor, currency }: OrderForEmail, totalLabel = 'Total'): NonNullable<EmailParts['rows']> {
  const rows = items.map(({ title, sellerName, license, totalMinor: amount }) => ({
    label: title,
    detail: [sellerName, license ? LICENSES[license] : undefined].filter(Boolean).join(', '),
    value: amount === 0 ? 'Free' : moneyText(amount, currency),
  }));
  return [...rows, { label: totalLabel, value: totalMinor === 0 ? 'Free' : moneyText(totalMinor, currency) }];
}
