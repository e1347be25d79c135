import type { RecordedRequest } from '../core/recorder';
import { NEW_REQUESTS, contractAvailable, loadContract } from './contract';
import type { Contract, NewRequest } from './contract';

/** An answer of 2026-10-28 in the words of the checked document of 2023-08-16: `features` of a product is `marketing_features` now, and a PaymentIntent may be cancelled because its session expired. Everything else must fit. */
export function inOldWords(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(inOldWords);
  if (typeof node !== 'object' || node === null) return node;
  const fields = Object.fromEntries(Object.entries(node).map(([key, value]: [string, unknown]) => [key, inOldWords(value)]));
  const old = billingInOldWords(fields);
  if (old !== null) return old;
  if (fields['object'] === 'product') return { ...fields, features: fields['marketing_features'] };
  return fields['cancellation_reason'] === 'expired' ? { ...fields, cancellation_reason: 'automatic' } : fields;
}

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** What moved between 2023-08-16 and 2026-10-28 in what recurs: the period of a subscription is its items' now, an invoice names its subscription in `parent`, and a discount its coupon in `source`. */
function billingInOldWords(fields: Tree): Tree | null {
  const parent = isTree(fields['parent']) ? fields['parent'] : {};
  if (fields['object'] === 'subscription') {
    const items = isTree(fields['items']) && Array.isArray(fields['items']['data']) ? (fields['items']['data'] as Tree[]) : [];
    return { ...fields, current_period_start: items[0]?.['current_period_start'], current_period_end: items[0]?.['current_period_end'] };
  }
  if (fields['object'] === 'invoice') return { ...fields, paid: fields['status'] === 'paid', paid_out_of_band: false, total_tax_amounts: fields['total_taxes'] };
  if (fields['object'] === 'line_item') {
    const details = parent['subscription_item_details'];
    return { ...fields, proration: isTree(details) && details['proration'] === true, type: parent['type'] === 'subscription_item_details' ? 'subscription' : 'invoiceitem' };
  }
  return null;
}

/** Parameters that came after the checked document and stand in the SDK's types. */
const NEWER_QUERY: Record<string, readonly string[]> = { 'GET /v1/checkout/sessions': ['created'] };

/** Addresses that came after the checked document. */
const NEWER_PATHS = /^\/v1\/(invoices\/create_preview|invoice_payments(\/[^/]+)?)$/;

/** The same for what a body carries, by the address it goes to. */
const NEWER_BODY: readonly [RegExp, readonly string[]][] = [
  [/^\/v1\/subscriptions\/[^/]+$/, ['billing_cycle_anchor', 'discounts', 'cancel_at', 'feedback_option']],
  [/^\/v1\/subscription_schedules\/[^/]+$/, ['duration']],
  [/^\/v1\/billing_portal\/configurations(\/[^/]+)?$/, ['billing_cycle_anchor', 'business_profile', 'name', 'schedule_at_period_end', 'trial_update_behavior', 'adjustable_quantity']],
];

/** Whether a complaint is about a parameter that is newer than the document, or was made optional since. */
function isNewerParam(path: string, { where, params }: { where: string; params?: unknown }): boolean {
  const named = isTree(params) ? (params['additionalProperty'] ?? params['missingProperty']) : undefined;
  const names = NEWER_BODY.find(([pattern]) => pattern.test(path))?.[1] ?? [];
  return where.startsWith('request') && names.some((name) => name === named || where.split('/').includes(name));
}

let loading: Promise<Contract> | undefined;
let isSaid = false;

/** What is wrong with recorded exchanges, each mistake once: with every answer, and with every request that was accepted. Nothing where Stripe's documents are absent. */
export async function problemsOf(exchanges: readonly RecordedRequest[]): Promise<string[]> {
  if (!contractAvailable) {
    if (!isSaid) console.log("Stripe's API documents do not lie beside the project: recorded exchanges are not checked here.");
    isSaid = true;
    return [];
  }
  loading ??= loadContract();
  const contract = await loading;
  return [...new Set(exchanges.filter(isStripes).flatMap((one) => problemsOfOne(contract, one)))];
}

/** Whether Stripe would have had the word: a cut connection has no answer, an unknown address no contract. */
function isStripes(one: RecordedRequest): boolean {
  if (NEWER_PATHS.test(one.path)) return false;
  const message = (one.response as { error?: { message?: string } } | null)?.error?.message ?? '';
  return one.status !== null && !message.startsWith('Unrecognized request URL');
}

function problemsOfOne(contract: Contract, one: RecordedRequest): string[] {
  const accepted = one.status === 200;
  const route = `${one.method} ${one.path}`;
  const newest = accepted ? newestOf(route) : undefined;
  const { errs } = contract.check({ method: one.method, path: one.path, query: one.query, body: one.body, status: one.status ?? 0, response: inOldWords(one.response) });
  // A refused request is wrong on purpose. One whose newest form is known is held to that instead.
  const kept = errs.filter(({ where }) => where.startsWith('response') || where === 'path' || where === 'method' || (accepted && newest === undefined));
  const isNewer = ({ where, message }: { where: string; message: string }) => where === 'query' && (NEWER_QUERY[route] ?? []).some((name) => message === `unknown parameter ${name}`);
  const found = kept.filter((error) => !isNewer(error) && !isNewerParam(one.path, error)).map((error) => `${route} ${error.where} ${error.message} ${JSON.stringify(error.params ?? null)}`);
  const wrong = newest === undefined ? null : contract.checkNewRequest(newest, one.body);
  return wrong === null ? found : [...found, `${route} request ${wrong}`];
}

function newestOf(route: string): NewRequest | undefined {
  return Object.entries(NEW_REQUESTS).find(([name]) => name === route)?.[1];
}
