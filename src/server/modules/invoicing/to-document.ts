import { orderNumber } from '@/server/modules/notifications/templates/order-lines';
import type { InvoiceDocument, InvoiceKind } from '@/shared/contracts/invoices';
import { countryName } from '@/shared/countries';
import { recurringText } from '@/shared/recurring-text';
import type { CreditedPart, SoldItem, SoldPart } from './invoice-sources.queries';

const PREFIXES: Record<InvoiceKind, string> = { invoice: 'INV', credit_note: 'CRN', debit_note: 'DBN' };
const DIGITS = 5;

/** The number as printed: each seller counts its own, and each kind apart. Pure. */
export function numberText(kind: InvoiceKind, number: number): string {
  return `${PREFIXES[kind]}-${String(number).padStart(DIGITS, '0')}`;
}

const LICENSES: Record<string, string> = { personal: 'personal licence', team: 'team licence' };

function detailOf({ variantTitle, license, version, interval, trialDays, recurringMinor }: SoldItem, currency: string): string {
  const terms = interval && recurringMinor !== null && recurringText({ amountMinor: recurringMinor, currency, interval, trialDays });
  return [variantTitle, license && LICENSES[license], version && `version ${version}`, terms].filter(Boolean).join(', ');
}

function toAddressLines(address: SoldPart['address']): string[] {
  if (!address) return [];
  const { name, line1, line2, city, region, postalCode, country } = address;
  return [name, line1, line2, [postalCode, city].filter(Boolean).join(' '), region, country && countryName(country)].filter((line) => line !== '');
}

/** What both kinds print alike. */
function headOf(part: SoldPart, { number, issuedAt }: Numbered): Pick<InvoiceDocument, 'number' | 'issuedAt' | 'orderNumber' | 'paidAt' | 'currency' | 'seller' | 'buyer'> {
  return {
    number,
    issuedAt: issuedAt.toISOString(),
    orderNumber: orderNumber(part.orderNumber),
    paidAt: part.paidAt.toISOString(),
    currency: part.currency,
    seller: { name: part.sellerName, country: part.sellerCountry && countryName(part.sellerCountry), supportEmail: part.supportEmail },
    buyer: { name: part.buyerName, organizationName: part.organizationName, address: toAddressLines(part.address) },
  };
}

interface Numbered {
  /** As printed. */
  number: string;
  issuedAt: Date;
}

const sumOf = <Item>(items: readonly Item[], pick: (item: Item) => number) => items.reduce((sum, item) => sum + pick(item), 0);

/** The invoice for what one seller sold in an order. Pure. */
export function toInvoice(part: SoldPart, numbered: Numbered): InvoiceDocument {
  return {
    kind: 'invoice',
    ...headOf(part, numbered),
    lines: part.items.map((item) => ({ title: item.title, detail: detailOf(item, part.currency), quantity: item.quantity, unitPriceMinor: item.unitPriceMinor, amountMinor: item.unitPriceMinor * item.quantity })),
    discountMinor: sumOf(part.items, (item) => item.discountMinor),
    shippingMinor: sumOf(part.items, (item) => item.shippingMinor),
    taxMinor: sumOf(part.items, (item) => item.taxMinor),
    creditMinor: sumOf(part.items, (item) => item.creditMinor),
    totalMinor: sumOf(part.items, (item) => item.totalMinor),
    credits: null,
    reason: '',
  };
}

/** The credit note for what one seller gave back of an order, `credits` being the printed number of its invoice. Pure. */
export function toCreditNote(part: SoldPart, credited: CreditedPart, numbered: Numbered & { credits: string }): InvoiceDocument {
  return {
    kind: 'credit_note',
    ...headOf(part, numbered),
    lines: credited.items.map(({ title, variantTitle, amountMinor, taxMinor }) => ({ title, detail: variantTitle, quantity: null, unitPriceMinor: null, amountMinor: amountMinor - taxMinor })),
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: sumOf(credited.items, (item) => item.taxMinor),
    creditMinor: credited.asCredit ? sumOf(credited.items, (item) => item.amountMinor) : 0,
    totalMinor: sumOf(credited.items, (item) => item.amountMinor),
    credits: numbered.credits,
    reason: credited.reason,
  };
}

/** The debit note that counters a credit note, line by line, since its refund did not arrive. Pure. */
export function toDebitNote(creditNote: InvoiceDocument, { number, issuedAt }: Numbered): InvoiceDocument {
  return { ...creditNote, kind: 'debit_note', number, issuedAt: issuedAt.toISOString(), credits: creditNote.number, reason: '' };
}
