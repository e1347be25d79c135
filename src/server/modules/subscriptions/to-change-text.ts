import type { ChangePreview } from '@/shared/contracts/subscriptions';
import { moneyText } from '@/shared/money-text';
import { recurringText } from '@/shared/recurring-text';

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What a change costs: "Today $12.40, then $59 a month from 20 December 2026." Pure. */
export function toChangeText({ when, endsTrial, todayMinor, currency, nextAt, plan }: Omit<ChangePreview, 'text' | 'countedAt'>): string {
  const then = `${recurringText({ ...plan, trialDays: 0 })} from ${DATE.format(new Date(nextAt))}`;
  if (when === 'later') return `Nothing today. ${plan.title} begins when what you paid for is over: ${then}.`;
  const today = todayMinor === 0 ? `Nothing today, then ${then}.` : `Today ${moneyText(todayMinor, currency)}, then ${then}.`;
  return endsTrial ? `${today} The trial ends with the change.` : today;
}
