import type { Due } from '@/shared/contracts/payouts';
import { formatDay, type Instant } from '@/ui/format';

/** "on Monday 23 Nov", "tomorrow": a day within a sentence. */
export function onDay(at: string, now: Instant): string {
  const day = formatDay(at, now);
  return ['Today', 'Tomorrow', 'Yesterday'].includes(day) ? day.toLowerCase() : `on ${day}`;
}

/** When an amount is paid or, if it is held, why; a sentence for its seller. Pure. */
export function dueWords({ state, hold, payableAt }: Due, now: Instant): string {
  if (state === 'under_way') return 'On its way to your account at Stripe';
  if (state === 'owed') return 'Given back to the buyer after you were paid; taken off your next payout';
  switch (hold) {
    case null:
      return 'Goes out with the next payout';
    case 'waiting':
      return payableAt === null ? 'Payable after the hold' : `Payable ${onDay(payableAt, now)}`;
    case 'unshipped':
      return 'Held until it has shipped; the days count from then';
    case 'disputed':
      return 'Held while the buyer’s bank looks at a dispute';
    case 'onboarding':
      return 'Held until your account at Stripe is set up';
    case 'payouts_off':
      return 'Held because Stripe has switched payouts off; Settings says what it asks for';
    case 'suspended':
      return 'Held while your seller account is suspended';
    case 'owing':
      return 'Kept back for what you owe';
    case 'minimum':
      return 'Held until a payout is worth its sending';
  }
}
