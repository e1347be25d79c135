import type { Expandable } from '../core/expand';
import { PAGING, createdRange, listPage, pageOf } from '../core/listing';
import { flag, mergeMetadata, metadata, oneOf, readFields, text } from '../core/params';
import { missingResource, notInDouble, notPossible } from '../core/refusal';
import type { ApiCall, Route } from '../core/route';
import { emit, emitChange } from '../events/emit';
import { finalizeInvoice } from '../invoices/finalize-invoice';
import { endInvoicePayment } from '../invoices/invoice-intent';
import type { InvoiceDocument } from '../store/billing-kinds';
import { findObject, lockObject, updateDocument } from '../store/objects';
import type { Stored } from '../store/objects';
import { unschedule } from '../core/due-tasks';
import { changeSubscription } from '../subscriptions/change-subscription';
import { collectFor, lockInvoice } from '../subscriptions/collect-for';
import { previewInvoice } from '../subscriptions/preview-invoice';
import { RETRY_INVOICE } from '../subscriptions/tasks';
import { cardError } from '../subscriptions/update-subscription';
import { discountsOf } from './subscriptions';

const idOf = (call: ApiCall): string => call.path['id'] ?? '';

async function lockedOf(call: ApiCall): Promise<NonNullable<Awaited<ReturnType<typeof lockInvoice>>>> {
  const locked = await lockInvoice(call.work, idOf(call));
  if (locked === null) throw missingResource('invoice', idOf(call));
  return locked;
}

async function storedOf(call: ApiCall): Promise<Stored<'invoice'>> {
  const stored = await findObject(call.work.sql, 'invoice', idOf(call));
  if (stored === null) throw missingResource('invoice', idOf(call));
  return stored;
}

const retrieve: Route['handle'] = async (call) => {
  readFields({}, call.input);
  return (await storedOf(call)).doc;
};

const lines: Route['handle'] = async (call) => {
  const paging = readFields(PAGING, call.input);
  return pageOf((await storedOf(call)).hidden.lines, paging, `/v1/invoices/${idOf(call)}/lines`);
};

const update: Route['handle'] = async (call) => {
  const input = readFields({ auto_advance: flag(), description: text({ max: 1500 }), metadata: metadata() }, call.input);
  const { invoice } = await lockedOf(call);
  const { doc } = invoice;
  const updated: InvoiceDocument = { ...doc, auto_advance: input.auto_advance ?? doc.auto_advance, description: input.description ?? doc.description, metadata: mergeMetadata(doc.metadata ?? {}, input.metadata) };
  await updateDocument(call.work.sql, 'invoice', updated);
  emitChange(call.work, 'invoice.updated', { before: doc, after: updated });
  return updated;
};

const finalize: Route['handle'] = async (call) => {
  readFields({ auto_advance: flag() }, call.input);
  const { invoice } = await lockedOf(call);
  if (invoice.doc.status !== 'draft') throw notPossible("This invoice is already finalized, you can't re-finalize a non-draft invoice.", { code: 'invoice_not_editable' });
  return (await finalizeInvoice(call.work, invoice)).doc;
};

const PAY = { forgive: flag(), mandate: text(), off_session: flag(), paid_out_of_band: flag(), payment_method: text(), source: text() };

const pay: Route['handle'] = async (call) => {
  const input = readFields(PAY, call.input);
  for (const param of ['forgive', 'mandate', 'paid_out_of_band', 'source'] as const) if (input[param] !== undefined) throw notInDouble(`paying with ${param}`, param);
  const { invoice, subscription } = await lockedOf(call);
  if (invoice.doc.status === 'paid') throw notPossible('Invoice is already paid', { code: 'invoice_already_paid' });
  if (invoice.doc.status === 'void') throw notPossible('Invoice is voided and can no longer be paid.');
  if (input.payment_method !== undefined && (await findObject(call.work.sql, 'payment_method', input.payment_method)) === null) throw missingResource('PaymentMethod', input.payment_method, 'payment_method');
  const final = invoice.doc.status === 'draft' ? await finalizeInvoice(call.work, invoice) : invoice;
  const after = await collectFor(call.work, final, { subscription, asked: true, method: input.payment_method });
  if (after.decline !== null) throw cardError(after.decline, { keeps: true });
  return after.invoice.doc;
};

const voidInvoice: Route['handle'] = async (call) => {
  readFields({}, call.input);
  const { invoice, subscription } = await lockedOf(call);
  const { doc } = invoice;
  if (doc.status !== 'open' && doc.status !== 'uncollectible') throw notPossible(`You can only pass in open or uncollectible invoices. This invoice is ${String(doc.status)}.`, { code: 'invoice_not_editable' });
  const voided: InvoiceDocument = { ...doc, status: 'void', auto_advance: false, next_payment_attempt: null, status_transitions: { ...doc.status_transitions, voided_at: call.work.now } };
  await updateDocument(call.work.sql, 'invoice', voided);
  await unschedule(call.work, RETRY_INVOICE, doc.id);
  await endInvoicePayment(call.work, doc.id, 'canceled');
  await cancelIntent(call, invoice.hidden.intent);
  emit(call.work, 'invoice.voided', voided);
  // A subscription that was late with this invoice alone is in order again.
  if (subscription?.status === 'past_due' && subscription.latest_invoice === doc.id) await changeSubscription(call.work, subscription, { status: 'active' });
  return voided;
};

async function cancelIntent({ work }: ApiCall, id: string | null): Promise<void> {
  const intent = id === null ? null : await lockObject(work.sql, 'payment_intent', id);
  if (intent === null || intent.doc.status === 'succeeded') return;
  const canceled = { ...intent.doc, status: 'canceled' as const, canceled_at: work.now, cancellation_reason: 'void_invoice' as const };
  await updateDocument(work.sql, 'payment_intent', canceled);
  emit(work, 'payment_intent.canceled', canceled);
}

const preview: Route['handle'] = (call) => previewInvoice(call.work, call.input);

const LIST = { ...PAGING, collection_method: oneOf('charge_automatically', 'send_invoice'), created: createdRange(), customer: text(), status: oneOf('draft', 'open', 'paid', 'uncollectible', 'void'), subscription: text() };

const list: Route['handle'] = (call) => {
  const { limit, starting_after, ending_before, created, subscription, ...match } = readFields(LIST, call.input);
  const wanted = subscription === undefined ? match : { ...match, parent: { subscription_details: { subscription } } };
  return listPage(call.work, { kind: 'invoice', url: '/v1/invoices', paging: { limit, starting_after, ending_before }, query: { ...created, match: wanted } });
};

export const INVOICE_ROUTES: readonly Route[] = [
  { method: 'GET', path: '/v1/invoices', handle: list },
  { method: 'POST', path: '/v1/invoices/create_preview', handle: preview },
  { method: 'GET', path: '/v1/invoices/:id', handle: retrieve },
  { method: 'POST', path: '/v1/invoices/:id', handle: update },
  { method: 'GET', path: '/v1/invoices/:id/lines', handle: lines },
  { method: 'POST', path: '/v1/invoices/:id/finalize', handle: finalize },
  { method: 'POST', path: '/v1/invoices/:id/pay', handle: pay },
  { method: 'POST', path: '/v1/invoices/:id/void', handle: voidInvoice },
];

export const INVOICE_EXPANDABLE: Expandable = {
  customer: 'customer',
  default_payment_method: 'payment_method',
  discounts: discountsOf,
  'parent.subscription_details.subscription': 'subscription',
  payments: (work, invoice) => {
    const id = String(invoice['id']);
    return listPage(work, { kind: 'invoice_payment', url: '/v1/invoice_payments', paging: { limit: 10, starting_after: undefined, ending_before: undefined }, query: { match: { invoice: id } } });
  },
  confirmation_secret: async (work, invoice) => {
    const stored = await findObject(work.sql, 'invoice', String(invoice['id']));
    const intent = stored === null || stored.hidden.intent === null ? null : await findObject(work.sql, 'payment_intent', stored.hidden.intent);
    return intent === null ? null : { client_secret: intent.doc.client_secret, type: 'payment_intent' };
  },
};
