import { flag, readFields, shape, text } from '../core/params';
import type { ValuesOf } from '../core/params';
import { missingResource, notInDouble } from '../core/refusal';
import type { Tree } from '../core/form';
import type { Work } from '../core/work';
import { composeInvoice } from '../invoices/draft-invoice';
import type { InvoiceDocument } from '../store/billing-kinds';
import { findObject } from '../store/objects';
import { subscriptionOf, isOver } from './change-subscription';
import { upcomingFacts } from './end-period';
import { BILLING_CHANGE } from './update-params';
import type { UpdateInput } from './update-params';
import { applyUpdate } from './update-subscription';

const ANYTHING = { read: (value: unknown) => value };

/** The parameters of POST /v1/invoices/create_preview in 2026-10-28. */
const PREVIEW = {
  automatic_tax: ANYTHING,
  currency: text({ max: 3 }),
  customer: text(),
  customer_account: ANYTHING,
  customer_details: ANYTHING,
  discounts: ANYTHING,
  invoice_items: ANYTHING,
  issuer: ANYTHING,
  on_behalf_of: ANYTHING,
  preview_mode: ANYTHING,
  schedule: ANYTHING,
  schedule_details: ANYTHING,
  subscription: text(),
  subscription_details: shape({ ...BILLING_CHANGE, billing_mode: ANYTHING, cancel_now: flag(), pause: ANYTHING, resume_at: ANYTHING, start_date: ANYTHING }),
};

const NOT_YET = {
  automatic_tax: 'automatic tax', customer_account: 'customer accounts', customer_details: 'previews without a customer', discounts: 'discounts of previews', invoice_items: 'invoice items of previews', issuer: 'issuers', on_behalf_of: 'charges on behalf of accounts',
  preview_mode: 'preview modes', schedule: 'previews of schedules', schedule_details: 'previews of schedules',
} as const;

/** The invoice a change would bring, or the next one, without changing anything: the change is made and taken back. */
export async function previewInvoice(work: Work, tree: Tree): Promise<InvoiceDocument> {
  const input = readFields(PREVIEW, tree);
  for (const [param, what] of Object.entries(NOT_YET)) {
    if (input[param as keyof typeof NOT_YET] !== undefined) throw notInDouble(what, param);
  }
  if (input.subscription === undefined) throw notInDouble('previews without a subscription', 'subscription');
  const change = changeOf(input.subscription_details);
  if (input.customer !== undefined && (await findObject(work.sql, 'customer', input.customer)) === null) throw missingResource('customer', input.customer, 'customer');
  const subscription = await subscriptionOf(work, input.subscription, 'subscription');
  if (isOver(subscription)) throw missingResource('upcoming invoices for customer', subscription.customer);
  const told = work.events.length;
  await work.sql.query('savepoint preview');
  const after = await applyUpdate(work, subscription, change);
  const invoice = after.invoice ?? (await composeInvoice(work, await upcomingFacts(work, after.subscription))).invoice;
  await work.sql.query('rollback to savepoint preview');
  work.events.length = told;
  return asPreview(invoice.doc, change.proration_date ?? work.now);
}

type Details = ValuesOf<typeof PREVIEW>['subscription_details'];

function changeOf(details: Details): Partial<UpdateInput> {
  if (details === undefined) return {};
  const { cancel_now: cancelNow, billing_mode: mode, pause, resume_at: resumeAt, start_date: startDate, ...change } = details;
  if (cancelNow === true || [mode, pause, resumeAt, startDate].some((value) => value !== undefined)) throw notInDouble('this kind of preview', 'subscription_details');
  return change;
}

function asPreview(doc: InvoiceDocument, at: number): InvoiceDocument {
  const id = doc.id.replace(/^in_/, 'upcoming_in_');
  const { parent } = doc;
  const lines = doc.lines.data.map((line) => ({ ...line, id: line.id.replace(/^il_/, 'il_tmp_'), invoice: id }));
  const details = parent?.subscription_details ?? null;
  return {
    ...doc,
    id,
    billing_reason: doc.billing_reason === 'subscription_update' ? 'subscription_update' : 'upcoming',
    auto_advance: false,
    lines: { ...doc.lines, data: lines, url: `/v1/invoices/${id}/lines` },
    parent: parent === null || details === null ? parent : { ...parent, subscription_details: { ...details, subscription_proration_date: at } },
  };
}
