import qs from 'qs';
import { invalidParam } from './refusal';

export type Tree = Record<string, unknown>;

/** Parses `a[b][0]=c` as Stripe does. Throws a refusal for text that is no such form. */
export function parseForm(source: string): Tree {
  try {
    return { ...qs.parse(source, { depth: 32, strictDepth: true, arrayLimit: 10_000, parameterLimit: 10_000, throwOnLimitExceeded: true, plainObjects: true }) };
  } catch {
    throw invalidParam('Invalid request: the parameters could not be parsed.');
  }
}

/** The same parameters in any order give the same text: the ground on which idempotency keys compare requests. */
export function canonicalForm(source: string): string {
  return [...new URLSearchParams(source)].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).sort().join('&');
}
