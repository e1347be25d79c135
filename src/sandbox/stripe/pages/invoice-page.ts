import { formatAmount } from '../core/currencies';
import type { Answer } from '../core/http';
import type { Double } from '../core/work';
import { findObject } from '../store/objects';
import { html } from './escape';
import { messagePage, pageAnswer } from './layout';
import { dateText } from './recurring-terms';

function periodText({ start, end }: { start: number; end: number }): string {
  return dateText(start) === dateText(end) ? dateText(start) : `${dateText(start)} to ${dateText(end)}`;
}

/** Serves `/i/<invoice>`, the address a final invoice names as its page. */
export async function serveInvoice(double: Double, invoiceId: string): Promise<Answer> {
  const stored = await findObject(double.pool, 'invoice', invoiceId);
  if (stored === null || stored.doc.status === 'draft') return messagePage({ status: 404, title: 'No such invoice', text: 'There is no invoice at this address.' });
  const { doc, hidden } = stored;
  const money = (minor: number): string => formatAmount(minor, doc.currency);
  const rows = hidden.lines.map((line) => html`<tr><th scope="row">${line.description}<small>${periodText(line.period)}</small></th><td>${money(line.amount)}</td></tr>`);
  const discount = doc.total_discount_amounts.reduce((sum, { amount }) => sum + amount, 0);
  if (discount > 0) rows.push(html`<tr><th scope="row">Discount</th><td>−${money(discount)}</td></tr>`);
  if (doc.total !== doc.amount_due) rows.push(html`<tr><th scope="row">Credit and balance</th><td>${money(doc.amount_due - doc.total)}</td></tr>`);
  return pageAnswer({
    status: 200,
    title: `Invoice ${doc.number ?? ''}, test mode`,
    body: html`<main class="single"><section class="panel">
<h1 class="title">Invoice ${doc.number}</h1>
<p>${dateText(doc.created)}, ${String(doc.status)}.</p>
<table class="lines"><caption>What it is for</caption><tbody>${rows}</tbody><tfoot><tr><th scope="row">Amount due</th><td>${money(doc.amount_due)}</td></tr></tfoot></table>
</section></main>`,
  });
}
