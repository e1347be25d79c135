import type Stripe from 'stripe';
import { formatAmount } from '../core/currencies';
import type { Answer } from '../core/http';
import { needsCard } from '../checkout/subscribe';
import { TEST_ACCOUNTS } from '../payments/test-cards';
import type { Stored } from '../store/objects';
import { asksAddress, countriesOf, givenEmail } from './checkout-form';
import type { FormErrors, FormValues } from './checkout-form';
import { html } from './escape';
import type { Html } from './escape';
import { field } from './field';
import { pageAnswer } from './layout';
import { recurringTerms } from './recurring-terms';

interface CheckoutPage {
  session: Stored<'checkout.session'>;
  values: FormValues;
  errors: FormErrors;
  /** What stands above the form after a decline. */
  alert: string | null;
  status: number;
}

const VERBS: Record<string, string> = { book: 'Book', donate: 'Donate', subscribe: 'Subscribe' };

/** The page on which a buyer pays. It works without scripts. */
export function checkoutPage(page: CheckoutPage): Answer {
  const { doc: session, hidden } = page.session;
  const wrong = Object.keys(page.errors).length > 0;
  const body = html`<main>
<section aria-labelledby="sum">
${session.cancel_url === null ? null : html`<a class="back" href="${session.cancel_url}">← Back, without paying</a>`}
<h1 id="sum">${heading(session)}</h1>
<p class="total">${amount(session, session.amount_total ?? 0)}</p>
${orderLines(page.session)}
${recurringTerms(page.session)}
</section>
<section class="panel" aria-label="Payment">
${page.alert === null ? null : html`<div class="alert" role="alert"><p>${page.alert}</p><p>Nothing was charged. Try another card.</p></div>`}
${wrong ? html`<div class="alert" role="alert"><p>Some fields need another look. Nothing was charged.</p></div>` : null}
<form method="post" action="/c/pay/${session.id}" novalidate>
<fieldset><legend>Contact</legend>${contactFields(session, page)}</fieldset>
${asksAddress(session) ? html`<fieldset><legend>${session.shipping_address_collection === null ? 'Billing address' : 'Shipping address'}</legend>${addressFields(session, page)}</fieldset>` : null}
${shippingFields(page.session)}
${!needsCard(session) ? html`<button type="submit" name="method" value="none">Complete order</button>` : paymentFields(session, page, hidden.page.submitType)}
${hidden.page.submitText === null ? null : html`<p class="quiet">${hidden.page.submitText}</p>`}
</form>
${needsCard(session) ? testNumbers(session) : null}
</section>
</main>`;
  return pageAnswer({ status: page.status, title: `${page.alert === null && !wrong ? '' : 'Not paid yet. '}Checkout, test mode`, body, leadsTo: [session.success_url, session.cancel_url] });
}

function heading(session: Stripe.Checkout.Session): string {
  if (session.mode === 'subscription') return session.amount_total === 0 ? 'Nothing to pay today' : 'Subscribe';
  return session.amount_total === 0 ? 'Nothing to pay' : 'Pay';
}

function amount(session: Stripe.Checkout.Session, minor: number): string {
  return formatAmount(minor, session.currency ?? 'usd');
}

/** The order as a table, every sum shown; the last line says what the sum is. */
export function orderLines({ doc: session, hidden }: Stored<'checkout.session'>, totalLabel = 'Total due'): Html {
  const rows = hidden.lineItems.map((item) => {
    const each = item.quantity === 1 ? null : html`<small>${item.quantity} × ${amount(session, item.price.unit_amount ?? 0)}</small>`;
    return html`<tr><th scope="row">${item.description}${each}</th><td>${amount(session, item.amount_subtotal)}</td></tr>`;
  });
  if (session.total_details !== null && session.total_details.amount_discount > 0) rows.push(html`<tr><th scope="row">Discount</th><td>−${amount(session, session.total_details.amount_discount)}</td></tr>`);
  if (session.shipping_cost !== null) rows.push(html`<tr><th scope="row">Shipping</th><td>${amount(session, session.shipping_cost.amount_total)}</td></tr>`);
  return html`<table class="lines"><caption>Your order</caption><tbody>${rows}</tbody><tfoot><tr><th scope="row">${totalLabel}</th><td>${amount(session, session.amount_total ?? 0)}</td></tr></tfoot></table>`;
}

function contactFields(session: Stripe.Checkout.Session, page: CheckoutPage): Html {
  const given = givenEmail(session);
  const email = field({ name: 'email', label: 'Email', type: 'email', autocomplete: 'email', required: true, readonly: given !== null }, { ...page, values: given === null ? page.values : { ...page.values, email: given } });
  const phone = session.phone_number_collection?.enabled === true ? field({ name: 'phone', label: 'Phone', type: 'tel', autocomplete: 'tel', required: true }, page) : null;
  return html`${email}${phone}`;
}

function addressFields(session: Stripe.Checkout.Session, page: CheckoutPage): Html {
  const countries = countriesOf(session);
  const chosen = page.values['country'] ?? '';
  return html`${field({ name: 'name', label: 'Full name', autocomplete: 'name', required: true }, page)}
${field({ name: 'line1', label: 'Street and number', autocomplete: 'address-line1', required: true }, page)}
${field({ name: 'line2', label: 'Flat, floor (optional)', autocomplete: 'address-line2' }, page)}
<div class="pair">${field({ name: 'postal_code', label: 'Postal code', autocomplete: 'postal-code', required: true }, page)}${field({ name: 'city', label: 'City', autocomplete: 'address-level2', required: true }, page)}</div>
${field({ name: 'state', label: 'State or region (optional)', autocomplete: 'address-level1' }, page)}
<div class="field"><label for="country">Country</label><select id="country" name="country" autocomplete="country">${countries.map((code) => html`<option value="${code}"${code === chosen ? html` selected` : null}>${countryName(code)}</option>`)}</select></div>`;
}

/** The ways of shipping, where there is a choice; the sums above are for the first until another is paid. */
function shippingFields({ doc: session, hidden }: Stored<'checkout.session'>): Html | null {
  if (hidden.shippingRates.length < 2) return null;
  const options = hidden.shippingRates.map((rate) => html`<option value="${rate.id}"${rate.id === session.shipping_cost?.shipping_rate ? html` selected` : null}>${rate.display_name ?? 'Shipping'}, ${amount(session, rate.fixed_amount?.amount ?? 0)}</option>`);
  return html`<fieldset><legend>Shipping</legend><div class="field"><label for="shipping_rate">Way of shipping</label><select id="shipping_rate" name="shipping_rate">${options}</select></div><button class="second" type="submit" name="method" value="shipping">Show the total with this shipping</button></fieldset>`;
}

function countryName(code: string): string {
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code;
}

function paymentFields(session: Stripe.Checkout.Session, page: CheckoutPage, submitType: string): Html {
  const verb = VERBS[submitType] ?? 'Pay';
  // Where shipping is still to be chosen, the sum above may not be the one that is paid.
  const label = session.amount_total !== 0 && page.session.hidden.shippingRates.length < 2 ? `${verb} ${amount(session, session.amount_total ?? 0)}` : verb;
  const methods = session.payment_method_types;
  const card = html`<fieldset><legend>Card</legend>
${field({ name: 'number', label: 'Card number', inputmode: 'numeric', autocomplete: 'cc-number', required: true, hint: 'For a test that succeeds: 4242 4242 4242 4242, any future date, any three digits.' }, page)}
<div class="pair">${field({ name: 'expiry', label: 'Expiry (MM/YY)', inputmode: 'numeric', autocomplete: 'cc-exp', required: true }, page)}${field({ name: 'cvc', label: 'Security code (CVC)', inputmode: 'numeric', autocomplete: 'cc-csc', required: true }, page)}</div>
${asksAddress(session) ? null : field({ name: 'name', label: 'Name on card (optional)', autocomplete: 'cc-name' }, page)}
<button type="submit" name="method" value="card">${label}</button></fieldset>`;
  const values = { account: TEST_ACCOUNTS.succeeds, ...withoutEmpty(page.values) };
  const bank = html`<fieldset><legend>Bank debit</legend>
${field({ name: 'account', label: 'IBAN or account number', required: true, hint: 'The order is placed now. The money arrives, or fails to, a few seconds later.' }, { ...page, values })}
<button class="second" type="submit" name="method" value="bank">Pay by bank debit (settles later)</button></fieldset>`;
  return html`${methods.includes('card') ? card : null}${methods.some((type) => type !== 'card') ? bank : null}`;
}

function withoutEmpty(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

const CARD_HINTS: [string, string][] = [
  ['4242 4242 4242 4242', 'succeeds'],
  ['4000 0000 0000 0002', 'declined by the bank'],
  ['4000 0000 0000 9995', 'declined, insufficient funds'],
  ['4000 0000 0000 0069', 'declined, expired card'],
  ['4000 0000 0000 0127', 'declined, wrong security code'],
  ['4000 0000 0000 0119', 'declined, processing error'],
  ['4000 0027 6000 3184', 'the bank asks you to confirm'],
  ['4000 0084 0000 1629', 'the bank asks, then declines'],
  ['4000 0000 0000 0259', 'succeeds; disputed as fraudulent at once'],
  ['4000 0000 0000 2685', 'succeeds; disputed as not received'],
  ['4000 0000 0000 1976', 'succeeds; the bank inquires'],
  ['4000 0000 0000 7726', 'succeeds; its refund is pending first'],
  ['4000 0000 0000 5126', 'succeeds; its refund fails later'],
];

function testNumbers(session: Stripe.Checkout.Session): Html {
  const accounts: [string, string][] = [[TEST_ACCOUNTS.succeeds, 'bank debit, succeeds after a few seconds'], [TEST_ACCOUNTS.fails, 'bank debit, fails after a few seconds']];
  const rows = [...(session.payment_method_types.includes('card') ? CARD_HINTS : []), ...(session.payment_method_types.some((type) => type !== 'card') ? accounts : [])];
  return html`<details><summary>Test numbers</summary><p class="quiet">Any expiry date in the future and any security code will do.</p><dl>${rows.map(([number, meaning]) => html`<dt>${number}</dt><dd>${meaning}</dd>`)}</dl></details>`;
}
