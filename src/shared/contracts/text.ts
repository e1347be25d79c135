import { z } from 'zod';
import { isSafeText, isStorableText } from './ingest';

const LINE_BREAK = /[\n\r\t\u2028\u2029]/;

/** One line that people write and others read: trimmed, not blank, without control or direction characters. */
export const lineOf = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be blank')
    .max(max, `at most ${max} letters`)
    .refine((text) => isSafeText(text) && !LINE_BREAK.test(text), 'must be one line of plain text');

/** The same, where nothing may be said as well. */
export const optionalLineOf = (max: number) => z.union([z.literal(''), lineOf(max)]);

/** A longer text; line breaks are kept. */
export const textOf = (max: number) => z.string().trim().max(max, `at most ${max} letters`).refine(isStorableText, 'contains control characters');

/** A mail address as typed; verbs bring it to its normal form. */
export const AddressText = z.string().trim().min(3, 'write a mail address').max(320, 'is too long').refine(isStorableText, 'contains control characters');

/** Why something is done to somebody, in words they will read. */
export const Reason = textOf(1000).pipe(z.string().min(3, 'say why, in three letters or more'));
