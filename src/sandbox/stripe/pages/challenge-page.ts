import { challengePath } from '../checkout/start-challenge';
import type { Answer } from '../core/http';
import { formatAmount } from '../core/currencies';
import type { Stored } from '../store/objects';
import { html } from './escape';
import { pageAnswer } from './layout';

/** The bank's question, which real cards ask in the bank's own app. */
export function challengePage({ doc: session }: Stored<'checkout.session'>): Answer {
  return pageAnswer({
    status: 200,
    title: 'Confirm with your bank, test mode',
    leadsTo: [session.success_url],
    body: html`<main class="single"><section class="panel">
<h1 class="title">Your bank asks you to confirm</h1>
<p>A payment of ${formatAmount(session.amount_total ?? 0, session.currency ?? 'usd')} waits for your answer. With a real card your bank would ask in its own app.</p>
<form class="choices" method="post" action="${challengePath(session.id)}">
<button type="submit" name="answer" value="pass">Confirm the payment</button>
<button class="second" type="submit" name="answer" value="fail">Refuse it</button>
</form>
</section></main>`,
  });
}
