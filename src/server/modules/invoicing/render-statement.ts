import { moneyText } from '@/shared/money-text';
import { dateText } from './date-text';
import type { Statement, StatementLine } from './get-statement';
import { INK, LEFT, PdfPage, RIGHT, SOFT } from './pdf-page';

const COLUMNS = { date: LEFT, words: 125, amount: 455, balance: RIGHT };
const TITLE_WIDTH = 255;
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const SMALL = { size: 9 };

/** The PDF of a statement. */
export function renderStatement(statement: Statement): Promise<Uint8Array> {
  const { sellerName, month, currency, openingMinor, lines, closingMinor } = statement;
  const title = `Statement, ${MONTH.format(new Date(`${month}-01T00:00:00Z`))}`;
  const page = new PdfPage(title, sellerName);
  page.put(title, { x: LEFT }, { size: 22, weight: 600 });
  page.y += 32;
  page.put(`${sellerName}, in ${currency.toUpperCase()}. Balances are what the shop owes the seller; days are in UTC.`, { x: LEFT }, { color: SOFT });
  page.y += 30;
  putColumns(page);
  putBalance(page, { label: 'Opening balance', amount: moneyText(openingMinor, currency) });
  for (const line of lines) putLine(page, { line, currency });
  page.ensure(40);
  page.rule(INK, 1);
  page.y += 9;
  putBalance(page, { label: 'Closing balance', amount: moneyText(closingMinor, currency) });
  return page.end();
}

function putColumns(page: PdfPage): void {
  const head = { size: 9, color: SOFT };
  page.put('Day', { x: COLUMNS.date }, head);
  page.put('What', { x: COLUMNS.words }, head);
  page.put('Amount', { x: COLUMNS.amount, right: true }, head);
  page.put('Balance', { x: COLUMNS.balance, right: true }, head);
  page.y += 16;
  page.rule(INK, 1);
  page.y += 8;
}

function putBalance(page: PdfPage, { label, amount }: { label: string; amount: string }): void {
  page.put(label, { x: COLUMNS.words }, { weight: 600 });
  page.put(amount, { x: COLUMNS.balance, right: true }, { weight: 600 });
  page.y += 20;
}

function putLine(page: PdfPage, { line, currency }: { line: StatementLine; currency: string }): void {
  const what = [line.words, line.orderNumber].filter(Boolean).join(', ');
  const titles = page.wrap(line.title, TITLE_WIDTH, SMALL);
  if (page.ensure(20 + titles.length * 12)) putColumns(page);
  page.put(dateText(line.at), { x: COLUMNS.date }, SMALL);
  page.put(moneyText(line.amountMinor, currency), { x: COLUMNS.amount, right: true }, SMALL);
  page.put(moneyText(line.balanceMinor, currency), { x: COLUMNS.balance, right: true }, SMALL);
  page.put(what, { x: COLUMNS.words }, SMALL);
  page.y += 12;
  for (const title of titles) {
    page.put(title, { x: COLUMNS.words }, { ...SMALL, color: SOFT });
    page.y += 12;
  }
  page.y += 4;
  page.rule();
  page.y += 6;
}
