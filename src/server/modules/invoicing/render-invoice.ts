import type { InvoiceDocument } from '@/shared/contracts/invoices';
import { moneyText } from '@/shared/money-text';
import { dateText } from './date-text';
import { INK, LEFT, PdfPage, RIGHT, SOFT } from './pdf-page';

const COLUMNS = { title: LEFT, quantity: 350, price: 445, amount: RIGHT };
const TITLE_WIDTH = 260;
const TITLES = { invoice: 'Invoice', credit_note: 'Credit note', debit_note: 'Debit note' } as const;
const REFERS = { invoice: '', credit_note: 'Credits', debit_note: 'Counters' } as const;
const SUMS = { invoice: 'Total', credit_note: 'Given back', debit_note: 'Not given back' } as const;

/** The PDF of a document, from what was stored when it was issued. Pure but for the fonts it reads. */
export function renderInvoice(document: InvoiceDocument): Promise<Uint8Array> {
  const page = new PdfPage(`${TITLES[document.kind]} ${document.number}`, document.seller.name);
  putHead(page, document);
  putParties(page, document);
  putLines(page, document);
  putSums(page, document);
  putFoot(page, document);
  return page.end();
}

function putHead(page: PdfPage, { kind, number, issuedAt, paidAt, orderNumber, credits }: InvoiceDocument): void {
  page.put(TITLES[kind], { x: LEFT }, { size: 22, weight: 600 });
  page.y += 4;
  page.put(number, { x: RIGHT, right: true }, { size: 14, weight: 600 });
  page.y += 34;
  page.rule(INK, 1);
  page.y += 12;
  const facts: [string, string][] = [['Issued', dateText(issuedAt)], ['Paid', dateText(paidAt)], ['Order', orderNumber], ...(credits === null ? [] : [[REFERS[kind], credits] as [string, string]])];
  facts.forEach(([label, value], index) => {
    const x = LEFT + index * 122;
    page.put(label, { x }, { size: 9, color: SOFT });
    page.y += 13;
    page.put(value, { x }, { weight: 600 });
    page.y -= 13;
  });
  page.y += 46;
}

function putParties(page: PdfPage, { seller, buyer }: InvoiceDocument): void {
  const from = [seller.name, seller.country ?? '', seller.supportEmail ?? ''];
  const to = [buyer.organizationName ?? '', ...(buyer.address.length > 0 ? buyer.address : [buyer.name])];
  const start = page.y;
  let lowest = start;
  for (const { x, label, lines } of [{ x: LEFT, label: 'Seller', lines: from }, { x: 300, label: 'Sold to', lines: to }]) {
    page.y = start;
    page.put(label, { x }, { size: 9, color: SOFT });
    for (const line of lines.filter(Boolean).flatMap((text) => page.wrap(text, 230))) {
      page.y += 14;
      page.put(line, { x });
    }
    lowest = Math.max(lowest, page.y);
  }
  page.y = lowest + 40;
}

function putColumns(page: PdfPage, isInvoice: boolean): void {
  const head = { size: 9, color: SOFT };
  page.put('Item', { x: COLUMNS.title }, head);
  if (isInvoice) {
    page.put('Quantity', { x: COLUMNS.quantity, right: true }, head);
    page.put('Price', { x: COLUMNS.price, right: true }, head);
  }
  page.put('Amount', { x: COLUMNS.amount, right: true }, head);
  page.y += 16;
  page.rule(INK, 1);
  page.y += 9;
}

function putLines(page: PdfPage, { kind, lines, currency }: InvoiceDocument): void {
  putColumns(page, kind === 'invoice');
  for (const { title, detail, quantity, unitPriceMinor, amountMinor } of lines) {
    const titles = page.wrap(title, TITLE_WIDTH);
    const details = page.wrap(detail, TITLE_WIDTH, { size: 9 });
    if (page.ensure((titles.length + details.length) * 14 + 20)) putColumns(page, kind === 'invoice');
    if (quantity !== null) page.put(String(quantity), { x: COLUMNS.quantity, right: true });
    if (unitPriceMinor !== null) page.put(moneyText(unitPriceMinor, currency), { x: COLUMNS.price, right: true });
    page.put(moneyText(amountMinor, currency), { x: COLUMNS.amount, right: true });
    for (const line of titles) {
      page.put(line, { x: COLUMNS.title });
      page.y += 14;
    }
    for (const line of details) {
      page.put(line, { x: COLUMNS.title }, { size: 9, color: SOFT });
      page.y += 13;
    }
    page.y += 5;
    page.rule();
    page.y += 9;
  }
}

function putSums(page: PdfPage, { kind, discountMinor, shippingMinor, taxMinor, creditMinor = 0, totalMinor, currency }: InvoiceDocument): void {
  page.ensure(100);
  const sums: [string, number][] = [['Discount', -discountMinor], ['Shipping', shippingMinor], ['Tax', taxMinor], ['Credit applied', kind === 'invoice' ? -creditMinor : 0]];
  for (const [label, amount] of sums.filter(([, amount]) => amount !== 0)) {
    page.put(label, { x: COLUMNS.quantity }, { color: SOFT });
    page.put(moneyText(amount, currency), { x: COLUMNS.amount, right: true });
    page.y += 18;
  }
  page.y += 2;
  page.put(SUMS[kind], { x: COLUMNS.quantity }, { size: 12, weight: 600 });
  page.put(moneyText(totalMinor, currency), { x: COLUMNS.amount, right: true }, { size: 12, weight: 600 });
  page.y += 40;
}

function notesOf({ kind, reason, creditMinor = 0, paidAt }: InvoiceDocument): string[] {
  if (kind === 'invoice') return [`Paid on ${dateText(paidAt)}. Nothing is left to pay.`];
  if (kind === 'debit_note') return ['The bank could not pass this money on and returned it to the shop. The credit note does not stand any more.'];
  return [creditMinor > 0 ? 'Kept as credit, which the next invoices use up.' : 'Sent back to the card or account that paid.', ...(reason === '' ? [] : [`Reason: ${reason}`])];
}

function putFoot(page: PdfPage, document: InvoiceDocument): void {
  const { seller } = document;
  const contact = seller.supportEmail === null ? [] : [`Questions go to ${seller.supportEmail}.`];
  for (const line of [...notesOf(document), ...contact].flatMap((text) => page.wrap(text, RIGHT - LEFT))) {
    page.ensure(16);
    page.put(line, { x: LEFT }, { color: SOFT });
    page.y += 15;
  }
}
