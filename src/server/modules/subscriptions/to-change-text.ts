import type { ChangePreview } from '@/shared/contracts/subscriptions';
import { longDateText, PLAIN_FORMATS, type Formats } from '@/shared/moment-text';
import { moneyText } from '@/shared/money-text';
import { recurringText } from '@/shared/recurring-text';

/** What a change costs: "Today $12.40, then $59 a month from 20 December 2026." Pure. */
export function toChangeText({ when, endsTrial, todayMinor, currency, nextAt, plan }: Omit<ChangePreview, 'text' | 'countedAt'>, formats: Formats = PLAIN_FORMATS): string {
  const then = `${recurringText({ ...plan, trialDays: 0 })} from ${longDateText(nextAt, formats)}`;
  if (when === 'later') return `Nothing today. ${plan.title} begins when what you paid for is over: ${then}.`;
  const today = todayMinor === 0 ? `Nothing today, then ${then}.` : `Today ${moneyText(todayMinor, currency)}, then ${then}.`;
  return endsTrial ? `${today} The trial ends with the change.` : today;
}
