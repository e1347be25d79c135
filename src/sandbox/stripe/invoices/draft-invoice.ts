import { newStripeId } from '../core/ids';
import { schedule } from '../core/due-tasks';
import { missingResource } from '../core/refusal';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import type { InvoiceItemDocument, LineDocument, SubscriptionDocument } from '../store/billing-kinds';
import { findObject, insertObject, listObjects, updateDocument } from '../store/objects';
import type { Stored } from '../store/objects';
import { activeDiscount, discountOf, discounted } from './discount';
import { lineOfItem } from './new-line';
import { newInvoice } from './new-invoice';

/** The task that finalizes a draft; its object is the invoice. */
export const FINALIZE_INVOICE = 'invoice.finalize';

export interface DraftFacts {
  subscription: SubscriptionDocument;
  /** The periods billed; what waits for the next invoice is added. */
  lines: LineDocument[];
  reason: 'subscription_create' | 'subscription_cycle' | 'subscription_update' | 'upcoming';
  period: { start: number; end: number };
  finalizesAt: number | null;
}

/** An invoice put together but not stored. */
interface Composed {
  invoice: Stored<'invoice'>;
  taken: InvoiceItemDocument[];
  /** Whether a discount that counts once has counted. */
  discountSpent: boolean;
}

/** What waits for the next invoice of a subscription, oldest first. */
export async function pendingItems(work: Work, subscription: SubscriptionDocument): Promise<InvoiceItemDocument[]> {
  const found = await listObjects(work.sql, 'invoiceitem', { match: { customer: subscription.customer, invoice: null, currency: subscription.currency }, limit: 250 });
  const mine = found.map(({ doc }) => doc).filter((item) => (item.parent?.subscription_details?.subscription ?? subscription.id) === subscription.id);
  return mine.reverse();
}

/** Puts an invoice together: what waits, then the periods billed, less the discount. */
export async function composeInvoice(work: Work, facts: DraftFacts): Promise<Composed> {
  const { subscription } = facts;
  const customer = await findObject(work.sql, 'customer', subscription.customer);
  if (customer === null) throw missingResource('customer', subscription.customer, 'customer');
  const taken = await pendingItems(work, subscription);
  const discount = await activeDiscount(work, subscription);
  const lines = discounted([...taken.map(lineOfItem), ...facts.lines], discount);
  const id = newStripeId(facts.reason === 'upcoming' ? 'upcoming_invoice' : 'invoice');
  const doc = newInvoice({
    id, subscription, customer: customer.doc, currency: subscription.currency, lines, discounts: discount === null ? [] : [discount.doc.id], reason: facts.reason, created: work.now, period: facts.period, finalizesAt: facts.finalizesAt,
  });
  return { invoice: { doc, hidden: { lines: lines.map((line) => ({ ...line, invoice: id })), intent: null } }, taken, discountSpent: discount?.hidden.coupon.duration === 'once' && discountOf(lines) > 0 };
}

/** Puts a draft together and stores it. The caller names it as the subscription's latest and ends a discount that is spent. */
export async function draftInvoice(work: Work, facts: DraftFacts): Promise<Composed> {
  const composed = await composeInvoice(work, facts);
  await storeDraft(work, composed);
  return composed;
}

/** Stores a draft and arranges that it is finalized. */
export async function storeDraft(work: Work, composed: Composed): Promise<void> {
  const { doc } = composed.invoice;
  await insertObject(work.sql, 'invoice', composed.invoice);
  for (const item of composed.taken) await updateDocument(work.sql, 'invoiceitem', { ...item, invoice: doc.id });
  if (doc.automatically_finalizes_at !== null) await schedule(work, FINALIZE_INVOICE, { objectId: doc.id, dueAt: doc.automatically_finalizes_at });
  emit(work, 'invoice.created', doc);
}
