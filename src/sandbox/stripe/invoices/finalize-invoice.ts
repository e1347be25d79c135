import type Stripe from 'stripe';
import { newStripeId } from '../core/ids';
import { unschedule } from '../core/due-tasks';
import { missingResource } from '../core/refusal';
import type { Work } from '../core/work';
import { emit, emitChange } from '../events/emit';
import { insertObject, lockObject, updateDocument, updateObject } from '../store/objects';
import type { Stored } from '../store/objects';
import type { InvoiceDocument } from '../store/billing-kinds';
import { FINALIZE_INVOICE } from './draft-invoice';
import { dueOf } from './new-invoice';

/** Makes a locked draft final: it gets its number, and the customer's balance counts against it. */
export async function finalizeInvoice(work: Work, { doc, hidden }: Stored<'invoice'>): Promise<Stored<'invoice'>> {
  const customer = await lockObject(work.sql, 'customer', doc.customer);
  if (customer === null) throw missingResource('customer', doc.customer, 'customer');
  const { due, endingBalance } = dueOf(doc.total, customer.doc.balance, doc.currency);
  const sequence = customer.doc.next_invoice_sequence ?? 1;
  const finalized: InvoiceDocument = {
    ...doc,
    status: 'open',
    number: `${customer.doc.invoice_prefix ?? 'TEST'}-${String(sequence).padStart(4, '0')}`,
    amount_due: due,
    amount_remaining: due,
    starting_balance: customer.doc.balance,
    ending_balance: endingBalance,
    effective_at: work.now,
    automatically_finalizes_at: null,
    next_payment_attempt: null,
    hosted_invoice_url: `${work.double.settings.publicUrl}/i/${doc.id}`,
    invoice_pdf: `${work.double.settings.publicUrl}/i/${doc.id}`,
    status_transitions: { ...doc.status_transitions, finalized_at: work.now },
  };
  await updateObject(work.sql, 'invoice', { doc: finalized, hidden });
  await unschedule(work, FINALIZE_INVOICE, doc.id);
  await updateDocument(work.sql, 'customer', { ...customer.doc, next_invoice_sequence: sequence + 1 });
  emit(work, 'invoice.finalized', finalized);
  await moveBalance(work, { ...customer.doc, next_invoice_sequence: sequence + 1 }, { to: endingBalance, invoice: finalized });
  return { doc: finalized, hidden };
}

/** Changes what a customer has to their credit (negative) or owes (positive), with a line in its history. */
async function moveBalance(work: Work, customer: Stripe.Customer, { to, invoice }: { to: number; invoice: InvoiceDocument }): Promise<void> {
  const amount = to - customer.balance;
  if (amount === 0) return;
  const type = invoice.amount_due === 0 && to > 0 ? 'invoice_too_small' : 'applied_to_invoice';
  await recordBalance(work, { customer: customer.id, amount, to, currency: invoice.currency, invoice: invoice.id, type });
  const changed: Stripe.Customer = { ...customer, balance: to, currency: customer.currency ?? invoice.currency };
  await updateDocument(work.sql, 'customer', changed);
  emitChange(work, 'customer.updated', { before: customer, after: changed });
}

interface BalanceChange {
  customer: string;
  amount: number;
  to: number;
  currency: string;
  invoice: string | null;
  type: 'applied_to_invoice' | 'invoice_too_small' | 'adjustment';
  description?: string;
  metadata?: Record<string, string>;
}

/** Stores a line of the history of a customer's balance. */
export async function recordBalance(work: Work, change: BalanceChange): Promise<Stripe.CustomerBalanceTransaction> {
  const doc: Stripe.CustomerBalanceTransaction = {
    id: newStripeId('customer_balance_transaction'),
    object: 'customer_balance_transaction',
    amount: change.amount,
    checkout_session: null,
    created: work.now,
    credit_note: null,
    currency: change.currency,
    customer: change.customer,
    customer_account: null,
    description: change.description ?? null,
    ending_balance: change.to,
    invoice: change.invoice,
    livemode: false,
    metadata: change.metadata ?? {},
    type: change.type,
  };
  await insertObject(work.sql, 'customer_balance_transaction', { doc, hidden: {} });
  return doc;
}
