import type { IncomingMessage } from 'node:http';
import { answerLink, visitLink } from '../accounts/account-links';
import { onboardAccount } from '../accounts/onboard-account';
import type { Onboarding } from '../accounts/onboard-account';
import { formatAmount } from '../core/currencies';
import { readBody } from '../core/http';
import type { Answer } from '../core/http';
import { actingFor, runWork } from '../core/work';
import type { Double, Work } from '../core/work';
import { balanceOf } from '../payments/balance-of';
import type { LinkDocument } from '../store/kinds';
import { findObject } from '../store/objects';
import { html } from './escape';
import { messagePage, pageAnswer, redirectAnswer } from './layout';

const OUTCOMES: readonly Onboarding[] = ['complete', 'document_due', 'rejected'];

/** Serves `/c/setup/<link>`: the seller's form at Stripe. A link that was used, or is too old, leads to its refresh_url. */
export async function serveOnboarding(double: Double, request: IncomingMessage, linkId: string): Promise<Answer> {
  if (request.method === 'GET') {
    const visit = await runWork(double, null, (work) => visitLink(work, linkId));
    if (visit?.link.object !== 'account_link') return notFound();
    if (!visit.ok) return redirectAnswer(visit.link.refresh_url ?? '/');
    const account = await findObject(double.pool, 'account', visit.link.account);
    return account === null ? notFound() : onboardingPage(visit.link, account.doc.email);
  }
  if (request.method !== 'POST') return messagePage({ status: 405, title: 'Not possible', text: 'This page can be read and submitted, nothing else.' });
  const asked = new URLSearchParams(await readBody(request)).get('outcome');
  const outcome = OUTCOMES.find((one) => one === asked);
  if (outcome === undefined) return messagePage({ status: 400, title: 'Choose one', text: 'Go back and press one of the three buttons.' });
  const answered = await runWork(double, null, (work) => handIn(work, linkId, outcome));
  if (answered === null) return notFound();
  return redirectAnswer((answered.ok ? answered.link.return_url : answered.link.refresh_url) ?? '/');
}

async function handIn(work: Work, linkId: string, outcome: Onboarding): Promise<{ link: LinkDocument; ok: boolean } | null> {
  const answered = await answerLink(work, linkId);
  if (answered?.ok === true) await onboardAccount(work, answered.link.account, outcome);
  return answered;
}

function notFound(): Answer {
  return messagePage({ status: 404, title: 'No such link', text: 'This link does not exist. Go back to the shop and ask for a new one.' });
}

function onboardingPage(link: LinkDocument, email: string | null): Answer {
  const facts: [string, string][] = [['Name', 'Jane Austen'], ['Date of birth', '1 January 1901'], ['Email', email ?? 'none given'], ['Bank account', 'STRIPE TEST BANK ••••6789']];
  return pageAnswer({
    status: 200,
    title: 'Set up payments, test mode',
    leadsTo: [link.return_url, link.refresh_url],
    body: html`<main class="single"><section class="panel">
<h1 class="title">Get paid by this shop</h1>
<p>Stripe would ask who you are and where to send your money. Here test data stands in for your answers.</p>
<table class="lines"><caption>Test data</caption><tbody>${facts.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>
<form class="choices" method="post" action="/c/setup/${link.id}">
<button type="submit" name="outcome" value="complete">Continue with test data</button>
<button class="second" type="submit" name="outcome" value="document_due">Leave a document due (payouts stay off)</button>
<button class="second" type="submit" name="outcome" value="rejected">Be rejected by Stripe</button>
</form>
<p class="quiet">${link.refresh_url === null ? null : html`<a href="${link.refresh_url}">Start again with a new link</a>`}</p>
</section></main>`,
  });
}

/** Serves `/c/express/<link>`: what a seller sees of the account at Stripe, once per link. */
export async function serveExpress(double: Double, linkId: string): Promise<Answer> {
  return runWork(double, null, async (work) => {
    const visit = await visitLink(work, linkId);
    if (visit?.link.object !== 'login_link') return notFound();
    if (!visit.ok) return messagePage({ status: 410, title: 'This link was used', text: 'It opens once. Go back to the shop and ask for a new one.' });
    const account = await findObject(work.sql, 'account', visit.link.account);
    const { available, pending } = await balanceOf(actingFor(work, visit.link.account));
    const rows = available.map((one, position) => html`<tr><th scope="row">${one.currency.toUpperCase()}<small>${formatAmount(pending[position]?.amount ?? 0, one.currency)} on its way</small></th><td>${formatAmount(one.amount, one.currency)}</td></tr>`);
    return pageAnswer({
      status: 200,
      title: 'Your account, test mode',
      body: html`<main class="single"><section class="panel"><h1 class="title">Your account at Stripe</h1>
<p>${account?.doc.payouts_enabled === true ? 'Payouts are on.' : 'Payouts are off: something is still due.'}</p>
<table class="lines"><caption>Balance</caption><tbody>${rows}</tbody></table></section></main>`,
    });
  });
}
