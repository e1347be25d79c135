import './invoice.css';
import { rowNetMinor, totalsOf, type InvoiceRow } from './totals';

export type Invoice = {
  number: string;
  issuedOn: string;
  dueOn: string;
  currency: string;
  from: string[];
  to: string[];
  rows: InvoiceRow[];
  footer: string;
};

export function InvoicePage({ invoice }: { invoice: Invoice }) {
  const money = new Intl.NumberFormat('en', { style: 'currency', currency: invoice.currency.toUpperCase() });
  const show = (minor: number) => money.format(minor / 100);
  const totals = totalsOf(invoice.rows);
  return (
    <article className="invoice">
      <header>
        <address>{invoice.from.map((part) => <span key={part}>{part}</span>)}</address>
        <address>{invoice.to.map((part) => <span key={part}>{part}</span>)}</address>
      </header>
      <h1>Invoice {invoice.number}</h1>
      <p>
        Issued <time dateTime={invoice.issuedOn}>{invoice.issuedOn}</time>, due{' '}
        <time dateTime={invoice.dueOn}>{invoice.dueOn}</time>
      </p>
      <table>
        <thead>
          <tr><th scope="col">Item</th><th scope="col">Quantity</th><th scope="col">Unit price</th><th scope="col">Net</th></tr>
        </thead>
        <tbody>
          {invoice.rows.map((row) => (
            <tr key={row.text}>
              <td>{row.text}</td>
              <td>{row.quantityMilli / 1000}</td>
              <td>{show(row.unitMinor)}</td>
              <td>{show(rowNetMinor(row))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr><th scope="row" colSpan={3}>Net</th><td>{show(totals.netMinor)}</td></tr>
          {totals.taxes.map((tax) => (
            <tr key={tax.percent}>
              <th scope="row" colSpan={3}>{tax.percent}% tax on {show(tax.netMinor)}</th>
              <td>{show(tax.taxMinor)}</td>
            </tr>
          ))}
          <tr><th scope="row" colSpan={3}>Total</th><td>{show(totals.grossMinor)}</td></tr>
        </tfoot>
      </table>
      <footer>{invoice.footer}</footer>
    </article>
  );
}
