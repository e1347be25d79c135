import { schedule, unschedule } from '../core/due-tasks';
import type { Work } from '../core/work';
import { emit } from '../events/emit';
import { FINALIZE_INVOICE } from '../invoices/draft-invoice';
import { collectInvoice, instrumentOf } from '../invoices/collect-invoice';
import { finalizeInvoice } from '../invoices/finalize-invoice';
import type { Decline } from '../payments/test-cards';
import type { InvoiceDocument, SubscriptionDocument } from '../store/billing-kinds';
import { findObject, lockObject, updateDocument } from '../store/objects';
import type { Stored } from '../store/objects';
import { cancelSubscription } from './cancel-subscription';
import { changeSubscription, isOver, lockSubscription } from './change-subscription';
import { dunningOf } from './dunning';
import { DAY } from './periods';
import { RETRY_INVOICE } from './tasks';

/** Both after an attempt to collect; `decline` is null when it is paid. */
export interface AfterAttempt {
  subscription: SubscriptionDocument | null;
  invoice: Stored<'invoice'>;
  decline: Decline | null;
}

interface Attempt {
  subscription: SubscriptionDocument | null;
  /** A payment method for this attempt alone. */
  method?: string;
  /** Whether somebody asked for it, as opposed to the clock: then a failure changes no schedule. */
  asked: boolean;
}

/** The subscription an invoice belongs to, or null. */
export function subscriptionIdOf(invoice: InvoiceDocument): string | null {
  const id = invoice.parent?.subscription_details?.subscription;
  return typeof id === 'string' ? id : null;
}

/** The invoice and its subscription, locked in that order's reverse. null for no such invoice. */
export async function lockInvoice(work: Work, invoiceId: string): Promise<{ invoice: Stored<'invoice'>; subscription: SubscriptionDocument | null } | null> {
  const known = await findObject(work.sql, 'invoice', invoiceId);
  const subscriptionId = known === null ? null : subscriptionIdOf(known.doc);
  const subscription = subscriptionId === null ? null : await lockSubscription(work, subscriptionId);
  const invoice = await lockObject(work.sql, 'invoice', invoiceId);
  return invoice === null ? null : { invoice, subscription };
}

/** Tries once to collect a final invoice, both locked, and lets the subscription follow: paid, it is active again; not paid, it is past due until the tries are used up. */
export async function collectFor(work: Work, stored: Stored<'invoice'>, attempt: Attempt): Promise<AfterAttempt> {
  const { subscription } = attempt;
  const instrument = await instrumentOf(work, attempt.method ?? (await defaultMethod(work, stored.doc, subscription)));
  const { invoice, decline } = await collectInvoice(work, stored, { subscription, instrument });
  if (decline === null) {
    await unschedule(work, RETRY_INVOICE, invoice.doc.id);
    return { subscription: subscription === null ? null : await recover(work, subscription, invoice.doc), invoice, decline };
  }
  const failed = attempt.asked ? await keepSchedule(work, invoice, stored.doc) : await arrangeRetry(work, invoice);
  emit(work, 'invoice.payment_failed', failed.doc);
  if (decline.code === 'authentication_required') emit(work, 'invoice.payment_action_required', failed.doc);
  if (subscription === null || isOver(subscription)) return { subscription, invoice: failed, decline };
  const late = subscription.status === 'active' || subscription.status === 'trialing' ? await changeSubscription(work, subscription, { status: 'past_due' }) : subscription;
  const exhausted = !attempt.asked && failed.doc.next_payment_attempt === null;
  return { subscription: exhausted ? await giveUp(work, late) : late, invoice: failed, decline };
}

async function defaultMethod(work: Work, invoice: InvoiceDocument, subscription: SubscriptionDocument | null): Promise<string | null> {
  const own = invoice.default_payment_method ?? subscription?.default_payment_method ?? null;
  if (own !== null) return own;
  const customer = await findObject(work.sql, 'customer', invoice.customer);
  const preset = customer?.doc.invoice_settings.default_payment_method;
  return typeof preset === 'string' ? preset : null;
}

async function recover(work: Work, subscription: SubscriptionDocument, invoice: InvoiceDocument): Promise<SubscriptionDocument> {
  const late = ['past_due', 'unpaid', 'incomplete'].includes(subscription.status);
  return late && subscription.latest_invoice === invoice.id ? changeSubscription(work, subscription, { status: 'active' }) : subscription;
}

async function keepSchedule(work: Work, { doc, hidden }: Stored<'invoice'>, before: InvoiceDocument): Promise<Stored<'invoice'>> {
  const kept: InvoiceDocument = { ...doc, attempt_count: Math.max(1, before.attempt_count), next_payment_attempt: before.next_payment_attempt };
  await updateDocument(work.sql, 'invoice', kept);
  return { doc: kept, hidden };
}

async function arrangeRetry(work: Work, { doc, hidden }: Stored<'invoice'>): Promise<Stored<'invoice'>> {
  const { retryDays } = await dunningOf(work);
  const days = retryDays[doc.attempt_count - 1];
  const next = days === undefined ? null : work.now + days * DAY;
  const failed: InvoiceDocument = { ...doc, next_payment_attempt: next, auto_advance: next !== null };
  await updateDocument(work.sql, 'invoice', failed);
  if (next !== null) await schedule(work, RETRY_INVOICE, { objectId: doc.id, dueAt: next });
  return { doc: failed, hidden };
}

async function giveUp(work: Work, subscription: SubscriptionDocument): Promise<SubscriptionDocument> {
  const { exhausted } = await dunningOf(work);
  if (exhausted === 'cancel') return cancelSubscription(work, subscription, { reason: 'payment_failed' });
  return changeSubscription(work, subscription, { status: exhausted });
}

/** The task of a draft: it becomes final and is collected. Does nothing for one that was finalized or let be. */
export async function finalizeDue(work: Work, invoiceId: string): Promise<void> {
  const locked = await lockInvoice(work, invoiceId);
  if (locked?.invoice.doc.status !== 'draft' || locked.invoice.doc.auto_advance !== true) return;
  const final = await finalizeInvoice(work, locked.invoice);
  await collectFor(work, final, { subscription: locked.subscription, asked: false });
}

/** The task of an invoice that was not paid: the next try. */
export async function retryDue(work: Work, invoiceId: string): Promise<void> {
  const locked = await lockInvoice(work, invoiceId);
  if (locked?.invoice.doc.status !== 'open' || locked.invoice.doc.next_payment_attempt === null) return;
  await collectFor(work, locked.invoice, { subscription: locked.subscription, asked: false });
}

export const INVOICE_TASKS = { [FINALIZE_INVOICE]: finalizeDue, [RETRY_INVOICE]: retryDue };
