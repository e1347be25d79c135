import { formatAmount } from '../core/currencies';
import type { Answer } from '../core/http';
import { rhythmText } from '../invoices/new-line';
import type { PortalView } from '../portal/portal-view';
import type { InvoiceDocument } from '../store/billing-kinds';
import type { PriceDocument } from '../store/kinds';
import { currentPeriod } from '../subscriptions/change-subscription';
import type { FormErrors, FormValues } from './checkout-form';
import { html } from './escape';
import type { Html } from './escape';
import { field } from './field';
import { pageAnswer } from './layout';
import { dateText } from './recurring-terms';

interface PortalPage {
  view: PortalView;
  values: FormValues;
  errors: FormErrors;
  alert: string | null;
  status: number;
}

type Portal = PortalView['subscriptions'][number];

/** The page on which a customer changes a card or plan, or cancels. A session made for one of these shows that alone. */
export function portalPage(page: PortalPage): Answer {
  const { view } = page;
  const { return_url: back, flow } = view.session;
  const shows = (...types: string[]): boolean => flow === null || types.includes(flow.type);
  const named = flow?.subscription_cancel?.subscription ?? flow?.subscription_update?.subscription ?? flow?.subscription_update_confirm?.subscription;
  const subscriptions = view.subscriptions.filter(({ doc }) => named === undefined || doc.id === named);
  return pageAnswer({
    status: page.status,
    title: 'Your subscriptions, test mode',
    leadsTo: [back, flow?.after_completion.redirect?.return_url ?? null],
    body: html`<main class="single"><section class="panel">
${back === null ? null : html`<a class="back" href="${back}">← Return</a>`}
<h1 class="title">Your subscriptions</h1>
${page.alert === null ? null : html`<div class="alert" role="alert"><p>${page.alert}</p></div>`}
${subscriptions.length === 0 ? html`<p>Nothing runs at the moment.</p>` : subscriptions.map((one) => subscriptionPart(view, one, { cancels: shows('subscription_cancel'), changes: shows('subscription_update', 'subscription_update_confirm') }))}
${shows('payment_method_update') && view.features.payment_method_update.enabled ? cardPart(page) : null}
${flow === null && view.features.invoice_history.enabled ? invoicesPart(view) : null}
</section></main>`,
  });
}

function action(view: PortalView, fields: Record<string, string>, content: Html): Html {
  return html`<form method="post" action="/p/session/${view.secret}">${Object.entries(fields).map(([key, value]) => html`<input type="hidden" name="${key}" value="${value}">`)}${content}</form>`;
}

function priceText(price: PriceDocument): string {
  return `${formatAmount(price.unit_amount ?? 0, price.currency)} / ${rhythmText(price)}`;
}

function stateText({ doc }: Portal): string {
  const end = dateText(currentPeriod(doc).end);
  if (doc.cancel_at !== null) return `Ends on ${dateText(doc.cancel_at)}.`;
  if (doc.status === 'trialing') return `Free until ${end}.`;
  if (doc.status === 'active') return `Renews on ${end}.`;
  return 'The last payment did not go through.';
}

function subscriptionPart(view: PortalView, one: Portal, allows: { cancels: boolean; changes: boolean }): Html {
  const { doc, names, choices } = one;
  const rows = doc.items.data.map((item, position) => html`<tr><th scope="row">${item.quantity === 1 ? names[position] ?? '' : `${item.quantity} × ${names[position] ?? ''}`}</th><td>${priceText(item.price)}</td></tr>`);
  const current = doc.items.data[0]?.price.id;
  const others = allows.changes ? choices.filter(({ price }) => price.id !== current) : [];
  const change = others.length === 0 ? null : action(view, { action: 'plan', subscription: doc.id }, html`<div class="field"><label for="price-${doc.id}">Change to</label><select id="price-${doc.id}" name="price">${others.map(({ price, name }) => html`<option value="${price.id}">${name}, ${priceText(price)}</option>`)}</select></div><button type="submit">Change plan</button>`);
  const keep = doc.cancel_at === null ? null : action(view, { action: 'keep', subscription: doc.id }, html`<button class="second" type="submit">Do not cancel</button>`);
  const cancel = !allows.cancels || doc.cancel_at !== null || !view.features.subscription_cancel.enabled ? null : action(view, { action: 'cancel', subscription: doc.id }, html`<button class="second" type="submit">Cancel subscription</button>`);
  return html`<section class="part"><h2>${names.join(', ')}</h2><p class="quiet">${stateText(one)}</p><table class="lines"><caption>What it holds</caption><tbody>${rows}</tbody></table>${change}${keep}${cancel}</section>`;
}

function cardPart(page: PortalPage): Html {
  const { card } = page.view;
  const form = action(page.view, { action: 'card' }, html`
${field({ name: 'number', label: 'Card number', inputmode: 'numeric', autocomplete: 'cc-number', required: true, hint: 'For a test that succeeds: 4242 4242 4242 4242, any future date, any three digits.' }, page)}
<div class="pair">${field({ name: 'expiry', label: 'Expiry (MM/YY)', inputmode: 'numeric', autocomplete: 'cc-exp', required: true }, page)}${field({ name: 'cvc', label: 'Security code (CVC)', inputmode: 'numeric', autocomplete: 'cc-csc', required: true }, page)}</div>
<button type="submit">Use this card</button>`);
  return html`<section class="part"><h2>Card</h2><p class="quiet">${card === null ? 'No card is kept.' : `Now ${card.brand} ending in ${card.last4}.`}</p>${form}</section>`;
}

function invoicesPart(view: PortalView): Html {
  if (view.invoices.length === 0) return html`<p class="quiet">No invoices yet.</p>`;
  const pay = (invoice: InvoiceDocument): Html | null => (invoice.status === 'open' ? action(view, { action: 'pay', invoice: invoice.id }, html`<button class="second" type="submit">Pay now</button>`) : null);
  const rows = view.invoices.map((invoice) => html`<tr><th scope="row"><a href="/i/${invoice.id}">${invoice.number}</a><small>${dateText(invoice.created)}, ${String(invoice.status)}</small>${pay(invoice)}</th><td>${formatAmount(invoice.total, invoice.currency)}</td></tr>`);
  return html`<section class="part"><h2>Invoices</h2><table class="lines"><caption>Invoices, newest first</caption><tbody>${rows}</tbody></table></section>`;
}
