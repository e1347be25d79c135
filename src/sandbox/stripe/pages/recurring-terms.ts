import { formatAmount } from '../core/currencies';
import { rhythmText } from '../invoices/new-line';
import type { Stored } from '../store/objects';
import { amountOf } from '../subscriptions/new-item';
import { html } from './escape';
import type { Html } from './escape';

/** What a session in subscription mode makes the buyer pay again, and any trial before; null in other modes. */
export function recurringTerms({ doc: session, hidden }: Stored<'checkout.session'>): Html | null {
  if (hidden.subscription === undefined) return null;
  const { trialDays, trialEnd } = hidden.subscription.seed;
  const recurring = hidden.lineItems.filter(({ price }) => price.type === 'recurring');
  const [first] = recurring;
  if (first === undefined) return null;
  const sum = recurring.reduce((total, { price, quantity }) => total + amountOf(price, quantity ?? 1), 0);
  const trial = trialDays !== null ? `${trialDays} ${trialDays === 1 ? 'day' : 'days'} free` : trialEnd !== null ? `Free until ${dateText(trialEnd)}` : null;
  const rhythm = rhythmText(first.price);
  const terms = `${formatAmount(sum, session.currency ?? 'usd')} ${rhythm.startsWith('every') ? rhythm : `per ${rhythm}`}, until cancelled.`;
  return html`<p class="quiet">${trial === null ? `Then ${terms}` : `${trial}, then ${terms}`}</p>`;
}

/** `20 November 2026`. */
export function dateText(seconds: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(seconds * 1000);
}
