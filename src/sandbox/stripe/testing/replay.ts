import type { RecordedRequest } from '../core/recorder';
import { NEW_REQUESTS, contractAvailable, loadContract } from './contract';
import type { Contract, NewRequest } from './contract';

/** An answer of 2026-10-28 in the words of the checked document of 2023-08-16: `features` of a product is `marketing_features` now, and a PaymentIntent may be cancelled because its session expired. Everything else must fit. */
export function inOldWords(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(inOldWords);
  if (typeof node !== 'object' || node === null) return node;
  const fields = Object.fromEntries(Object.entries(node).map(([key, value]: [string, unknown]) => [key, inOldWords(value)]));
  if (fields['object'] === 'product') return { ...fields, features: fields['marketing_features'] };
  return fields['cancellation_reason'] === 'expired' ? { ...fields, cancellation_reason: 'automatic' } : fields;
}

/** Parameters that came after the checked document and stand in the SDK's types. */
const NEWER_QUERY: Record<string, readonly string[]> = { 'GET /v1/checkout/sessions': ['created'] };

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
  const found = kept.filter((error) => !isNewer(error)).map((error) => `${route} ${error.where} ${error.message} ${JSON.stringify(error.params ?? null)}`);
  const wrong = newest === undefined ? null : contract.checkNewRequest(newest, one.body);
  return wrong === null ? found : [...found, `${route} request ${wrong}`];
}

function newestOf(route: string): NewRequest | undefined {
  return Object.entries(NEW_REQUESTS).find(([name]) => name === route)?.[1];
}
