import { z } from 'zod';

const Event = z.object({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  livemode: z.boolean(),
  api_version: z.string().nullish(),
  account: z.string().nullish(),
  created: z.number().int().optional(),
  data: z.object({ object: z.object({ id: z.string().max(255).nullish() }) }).optional(),
});

/** An event as far as we believe it: which one it is, and of which object. */
export interface StripeEvent {
  stripeEventId: string;
  type: string;
  livemode: boolean;
  apiVersion: string | null;
  accountId: string | null;
  objectId: string | null;
  payload: unknown;
}

/** U+0000 and halves of surrogate pairs, as JSON writes them: legal there, and refused by Postgres. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** Reads an event of Stripe's API or webhook; null when it is none, or holds what Postgres cannot store. Pure. */
export function toStripeEvent(raw: unknown): StripeEvent | null {
  if (UNSTORABLE.test(JSON.stringify(raw))) return null;
  const parsed = Event.safeParse(raw);
  if (!parsed.success) return null;
  const { id, type, livemode, api_version, account, data } = parsed.data;
  return { stripeEventId: id, type, livemode, apiVersion: api_version ?? null, accountId: account ?? null, objectId: data?.object.id ?? null, payload: raw };
}

/**
 * Reads the bytes of a delivery, once: what is stored is what this parser saw, so a key that stands twice has one meaning. Null for bytes
 * that are not UTF-8, not JSON, start with a byte order mark, or are no event. Pure.
 */
export function parseStripeEvent(body: Uint8Array): StripeEvent | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return toStripeEvent(JSON.parse(text));
  } catch {
    return null;
  }
}
