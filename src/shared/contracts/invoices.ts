import { z } from 'zod';
import { SellerInput } from './sellers';

export const INVOICE_KINDS = ['invoice', 'credit_note', 'debit_note'] as const;
export const InvoiceKind = z.enum(INVOICE_KINDS);
export type InvoiceKind = z.infer<typeof InvoiceKind>;

/** One line of a document; of credit and debit notes without quantity and price. */
export const InvoiceLine = z.object({
  title: z.string(),
  detail: z.string(),
  quantity: z.number().int().nullable(),
  unitPriceMinor: z.number().int().nullable(),
  amountMinor: z.number().int(),
});
export type InvoiceLine = z.infer<typeof InvoiceLine>;

/** Everything printed on a document, as it was when it was issued. Amounts in minor units; the lines, less discount, with shipping and tax, less credit, make an invoice's total. */
export const InvoiceDocument = z.object({
  kind: InvoiceKind,
  /** As printed, such as INV-00012. */
  number: z.string(),
  issuedAt: z.string(),
  orderNumber: z.string(),
  paidAt: z.string(),
  currency: z.string(),
  seller: z.object({ name: z.string(), country: z.string().nullable(), supportEmail: z.string().nullable() }),
  /** `address` is empty when nothing was shipped. */
  buyer: z.object({ name: z.string(), organizationName: z.string().nullable(), address: z.array(z.string()) }),
  lines: z.array(InvoiceLine),
  discountMinor: z.number().int(),
  shippingMinor: z.number().int(),
  taxMinor: z.number().int(),
  /** What a credit of the buyer's paid of an invoice; of a credit note: all of it, where it became such a credit. */
  creditMinor: z.number().int().optional(),
  totalMinor: z.number().int(),
  /** Of a credit note: the invoice it credits, and why. Of a debit note: the credit note it counters. */
  credits: z.string().nullable(),
  reason: z.string(),
});
export type InvoiceDocument = z.infer<typeof InvoiceDocument>;

/** A document in a list. `url` is its PDF. */
export const InvoiceSummary = z.object({
  id: z.string(),
  kind: InvoiceKind,
  number: z.string(),
  sellerName: z.string(),
  orderNumber: z.string(),
  currency: z.string(),
  totalMinor: z.number().int(),
  issuedAt: z.string(),
  url: z.string(),
});
export type InvoiceSummary = z.infer<typeof InvoiceSummary>;

const Cursor = z.string().max(200).regex(/^[A-Za-z0-9_-]+$/, 'not a cursor');

export const ListInvoicesInput = SellerInput.extend({ cursor: Cursor.optional(), limit: z.number().int().min(1).max(100).default(50), kinds: z.array(InvoiceKind).max(INVOICE_KINDS.length).default([]) });
export type ListInvoicesInput = z.infer<typeof ListInvoicesInput>;

export const InvoicePage = z.object({ items: z.array(InvoiceSummary), nextCursor: z.string().nullable() });
export type InvoicePage = z.infer<typeof InvoicePage>;

/** A month of the calendar in UTC, such as 2026-11. */
export const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'a month such as 2026-11');
export type Month = z.infer<typeof Month>;

/** The months of a seller in one currency, newest first. Amounts are what the shop owes the seller; negative is owed by it. */
export const StatementSummary = z.object({
  month: Month,
  currency: z.string(),
  openingMinor: z.number().int(),
  salesMinor: z.number().int(),
  /** Given back, taken by banks, and fees for it, with what of it came back. */
  takenBackMinor: z.number().int(),
  paidOutMinor: z.number().int(),
  closingMinor: z.number().int(),
  /** The month is not over. */
  isOpen: z.boolean(),
  csvUrl: z.string(),
  pdfUrl: z.string(),
});
export type StatementSummary = z.infer<typeof StatementSummary>;

export const StatementList = z.object({ items: z.array(StatementSummary) });
export type StatementList = z.infer<typeof StatementList>;
