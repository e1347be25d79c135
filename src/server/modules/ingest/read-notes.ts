import matter from 'gray-matter';
import { isBelowMinimum, PackNotes, type PackNotes as PackNotesShape } from '@/shared/contracts/ingest';
import { refuse } from './ingest-refusal';
import { toPrintable } from './inspect-path';
import type { PackPrice } from './pack-draft';

const MAX_FRONT_MATTER = 64 * 1024;
const NOTE_KEYS = new Set(Object.keys(PackNotes.shape));

/** Front matter that runs code is a way in: gray-matter evaluates `---js` unless told otherwise. */
const refusingEngine = { parse: (): object => { throw new Error('this front matter language is not taken'); }, stringify: (): string => '' };
const ENGINES = { javascript: refusingEngine, js: refusingEngine, coffee: refusingEngine, json: refusingEngine, toml: refusingEngine };

/** A markdown text without its front matter, and the front matter's plain values by key. Only YAML is read; any other language or broken YAML is refused. */
export function readFrontMatter(text: string, where: { item: string; field: string }): { values: Record<string, unknown>; body: string } {
  if (!/^---[^\n]*\n/.test(text)) return { values: {}, body: text };
  const end = text.indexOf('\n---', 3);
  if (end > MAX_FRONT_MATTER) refuse(where.item, { field: where.field, code: 'front_matter_invalid', message: 'The front matter is too long.' });
  try {
    const { data, content } = matter(text, { engines: ENGINES, language: 'yaml' });
    const values = typeof data === 'object' && !Array.isArray(data) ? Object.fromEntries(Object.entries(data)) : {};
    return { values, body: content };
  } catch {
    return refuse(where.item, { field: where.field, code: 'front_matter_invalid', message: 'The front matter is not valid YAML.' });
  }
}

/** Our own keys among front matter that also serves other tools; keys we do not know are theirs and left alone. */
export function pickNotes(values: Record<string, unknown>, where: { item: string; field: string }): PackNotesShape {
  const ours = Object.entries(values).filter(([key, value]) => NOTE_KEYS.has(key) && value !== null);
  return readNotes(Object.fromEntries(ours.map(([key, value]) => [key, key === 'tags' && typeof value === 'string' ? value.split(/[\s,]+/) : toPlain(value)])), where);
}

/** YAML reads `version: 1.0` as a number and dates as dates. */
function toPlain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

/** Checks an object of our own keys strictly; the first fault is refused with its field. */
export function readNotes(values: unknown, where: { item: string; field: string }): PackNotesShape {
  const parsed = PackNotes.safeParse(values);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const keys = issue?.code === 'unrecognized_keys' ? [issue.keys[0] ?? ''] : (issue?.path ?? []);
  return refuse(where.item, { field: toPrintable([where.field, ...keys.map(String)].join('.')), code: 'notes_invalid', message: issue?.message ?? 'The value is not valid.' });
}

/** The price that notes state, or null when they state none. An amount without a currency, or one too small to charge, is refused. */
export function toNotedPrice(notes: PackNotesShape, where: { item: string; field: string }): PackPrice | null {
  const { price_cents: amountMinor, team_price_cents: teamAmountMinor = null, currency } = notes;
  if (amountMinor === undefined) return null;
  if (currency === undefined) return refuse(where.item, { field: `${where.field}.currency`, code: 'notes_invalid', message: 'A price needs a currency.' });
  const tooSmall = [amountMinor, teamAmountMinor ?? 0].some((amount) => isBelowMinimum(amount, currency));
  if (tooSmall) refuse(where.item, { field: `${where.field}.price_cents`, code: 'notes_invalid', message: `The price is below the least that can be charged in ${currency}.` });
  return { amountMinor, teamAmountMinor, currency };
}
