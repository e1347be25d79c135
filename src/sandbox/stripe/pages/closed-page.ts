import type Stripe from 'stripe';
import type { Answer } from '../core/http';
import type { Stored } from '../store/objects';
import { orderLines } from './checkout-page';
import { html } from './escape';
import { pageAnswer } from './layout';

/** Where the buyer goes after a completed session. */
export function successAddress(session: Stripe.Checkout.Session): string | null {
  return session.success_url?.replaceAll('{CHECKOUT_SESSION_ID}', session.id).replaceAll('%7BCHECKOUT_SESSION_ID%7D', session.id) ?? null;
}

/** What a session that is no longer open has come to. */
export function closedPage(stored: Stored<'checkout.session'>): Answer {
  const { doc: session } = stored;
  const expired = session.status === 'expired';
  const paid = { paid: 'Paid', unpaid: 'Order placed, the bank debit is on its way', no_payment_required: 'Order complete' }[String(session.payment_status)] ?? 'Order complete';
  const onward = expired ? session.cancel_url : successAddress(session);
  const text = expired ? 'Its time is over, or the shop has ended it. Nothing was charged. Go back to the shop to start again.' : 'This checkout is complete. You will not be charged again.';
  return pageAnswer({
    status: expired ? 410 : 200,
    title: expired ? 'Checkout expired' : 'Checkout complete',
    body: html`<main class="single"><section class="panel">
<h1 class="title">${expired ? 'This checkout has expired' : paid}</h1>
<p>${text}</p>
${orderLines(stored, expired ? 'Total, not charged' : 'Total')}
${onward === null ? null : html`<p class="onward"><a class="button second" href="${onward}">Back to the shop</a></p>`}
</section></main>`,
  });
}
