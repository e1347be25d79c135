import { createHash } from 'node:crypto';
import { CsvError, parse } from 'csv-parse/sync';
import { isBelowMinimum, isSafeText, isStorableText, MAX_PRICE_MINOR, PackCurrency, PackVersion } from '@/shared/contracts/ingest';
import { exponentOf } from '@/shared/money';
import { toSlug } from '@/shared/to-slug';
import { detectTopics, toTags } from './detect-topics';
import { INGEST_LIMITS } from './ingest-limits';
import { IngestRefusal, refuse } from './ingest-refusal';
import type { PackDraft, PackFile, PackPrice, SourceItem } from './pack-draft';
import { toText } from './read-text';
import { shorten, toPlainLine } from './summarise';

const DEFAULT_VERSION = '1.0.0';
const MAX_TITLE = 120;
const PREVIEW_CHARACTERS = 280;
/** Names a column may have in the wild; the first that is there is taken. */
const COLUMNS = {
  title: ['act', 'title', 'name'],
  prompt: ['prompt', 'text', 'content'],
  forDevelopers: ['for_devs', 'for_developers'],
  tags: ['tags', 'categories'],
  price: ['price'],
  currency: ['currency'],
  version: ['version'],
} as const;
type Column = keyof typeof COLUMNS;
type Row = Record<Column, string>;

/** Whether the first line of a CSV has the columns of a prompt list. */
export function isPromptsHeader(firstLine: string): boolean {
  const names = firstLine.replace(/^\ufeff/, '').split(',').map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase());
  return names.some((name) => isOneOf(COLUMNS.title, name)) && names.some((name) => isOneOf(COLUMNS.prompt, name));
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name);
}

/**
 * Reads a CSV of prompts, one pack per row. Rows are named as a spreadsheet counts them: the header is row 1. A row with no title or prompt is refused, one that repeats
 * another exactly is skipped; equal titles with different prompts get numbered slugs in row order. A file that is no such CSV throws `IngestRefusal`.
 */
export function readPrompts(bytes: Uint8Array, options: { item: string; others: readonly PackFile[]; qualifiers: readonly string[] }): SourceItem[] {
  const { item, others, qualifiers } = options;
  if (bytes.length > INGEST_LIMITS.csvBytes) refuse(item, { field: 'file', code: 'csv_too_large', message: 'The file is larger than 16 MiB.' });
  const rows = parseRows(toText(bytes, { item, field: 'file' }), item);
  const seen = { texts: new Map<string, number>(), slugs: new Map<string, number>() };
  return rows.map((row, index): SourceItem => {
    const rowNumber = index + 2;
    const rowItem = `${item} row ${rowNumber}`;
    const key = `${row.title}\0${row.prompt}`;
    const earlier = seen.texts.get(key);
    if (earlier !== undefined && row.title !== '') return { kind: 'skipped', problem: { item: rowItem, field: 'title', code: 'csv_duplicate', message: `The row repeats row ${earlier}.` } };
    seen.texts.set(key, rowNumber);
    try {
      const draft = toDraft(row, { item: rowItem, others });
      const count = (seen.slugs.get(draft.slug) ?? 0) + 1;
      seen.slugs.set(draft.slug, count);
      const slug = count === 1 ? draft.slug : `${draft.slug.slice(0, 75).replace(/-$/, '')}-${count}`;
      return { kind: 'pack', draft: { ...draft, slug, qualifiers } };
    } catch (error) {
      if (error instanceof IngestRefusal) return { kind: 'refused', problem: error.problem };
      throw error;
    }
  });
}

function parseRows(text: string, item: string): Row[] {
  const table = parseTable(text, item);
  const header = (table[0] ?? []).map((name) => name.trim().toLowerCase());
  const twice = header.find((name, index) => name !== '' && header.indexOf(name) !== index);
  if (twice !== undefined) refuse(item, { field: 'row 1', code: 'csv_header', message: `The column ${shorten(toPlainLine(twice), 40)} is there twice.` });
  const at = (column: Column) => COLUMNS[column].map((name) => header.indexOf(name)).find((index) => index !== -1) ?? -1;
  for (const column of ['title', 'prompt'] as const) if (at(column) === -1) refuse(item, { field: 'row 1', code: 'csv_header', message: `There is no column for the ${column}.` });
  const places = Object.keys(COLUMNS) as Column[];
  if (table.length > INGEST_LIMITS.csvRows + 1) refuse(item, { field: 'file', code: 'csv_too_many', message: `The file has more than ${INGEST_LIMITS.csvRows} rows.` });
  return table.slice(1).map((cells) => Object.fromEntries(places.map((column) => [column, (cells[at(column)] ?? '').trim()])) as Row);
}

function parseTable(text: string, item: string): string[][] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, relax_column_count: false, max_record_size: INGEST_LIMITS.textBytes, to: INGEST_LIMITS.csvRows + 2 });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error.records === 'number' ? `row ${error.records + 1}` : 'file';
    return refuse(item, { field: row, code: 'csv_syntax', message: 'The row is not valid CSV: check quotes and the number of columns.' });
  }
}

function toDraft(row: Row, { item, others }: { item: string; others: readonly PackFile[] }): PackDraft {
  const fail = (field: string, message: string): never => refuse(item, { field, code: 'csv_row', message });
  if (row.title === '' && row.prompt === '') fail('title', 'The row is empty.');
  if (row.title === '') fail('title', 'The title is empty.');
  if (row.prompt === '') fail('prompt', 'The prompt is empty.');
  if (row.title.length > MAX_TITLE) fail('title', `The title is longer than ${MAX_TITLE} characters.`);
  if (!isSafeText(row.title) || /[\n\r\t]/.test(row.title)) fail('title', 'The title contains line breaks or invisible characters.');
  if (row.prompt.length > INGEST_LIMITS.promptCharacters) fail('prompt', `The prompt is longer than ${INGEST_LIMITS.promptCharacters} characters.`);
  if (!isStorableText(row.prompt)) fail('prompt', 'The prompt contains control characters.');
  // A title in another script leaves no letters for an address; its hash is as good and stays the same.
  const slug = toSlug(row.title) || `prompt-${createHash('sha256').update(row.title).digest('hex').slice(0, 10)}`;
  const version = PackVersion.safeParse(row.version === '' ? DEFAULT_VERSION : row.version);
  if (!version.success) fail('version', 'The version must be a semantic version such as 1.2.0.');
  const isForDevelopers = /^(?:true|1|yes)$/i.test(row.forDevelopers);
  const topics = detectTopics(`${row.title} ${row.prompt}`, 1);
  const content = Buffer.from(`# ${row.title}\n\n${row.prompt}\n`);
  return {
    item,
    type: 'prompt',
    slug,
    qualifiers: null,
    title: row.title,
    version: version.data ?? DEFAULT_VERSION,
    summary: toSummary(row),
    description: toDescription(row),
    changelog: '',
    tags: toTags(row.tags === '' ? ['prompt', ...(isForDevelopers ? ['developers'] : []), ...topics.tags.slice(0, 3)] : row.tags.split(/[;,|]/)),
    worksWith: ['Any chat model'],
    price: toPrice(row, fail),
    sellerSlug: null,
    externalUrl: null,
    releasedAt: null,
    files: [{ path: `${slug}.md`, content }, ...others],
    preview: { fileName: 'preview.md', contentType: 'text/markdown', content: Buffer.from(shorten(row.prompt, Math.min(PREVIEW_CHARACTERS, Math.ceil(row.prompt.length / 2)))) },
    previewPath: null,
    readmePath: null,
    coverPath: null,
    stated: { tags: row.tags, price: row.price, currency: row.currency, forDevelopers: row.forDevelopers },
    warnings: [],
  };
}

/** The first sentence or two: they say what the model is asked to be, and little more. */
function toSummary(row: Row): string {
  const plain = toPlainLine(row.prompt).replace(/^I want you to act as/i, 'Acts as').replace(/^(?:please )?act as\b/i, 'Acts as');
  const sentences = /^.{60,}?[.!?](?=\s|$)/u.exec(plain)?.[0] ?? plain;
  return shorten(sentences, Math.max(40, Math.min(200, Math.floor(plain.length / 2))));
}

function toDescription(row: Row): string {
  const words = row.prompt.split(/\s+/).length;
  return `${toSummary(row)}\n\nA ready-made prompt of ${words} words, as a Markdown file to paste into the chat of your choice.`;
}

/** `price` is in major units as people write it (4.99), turned into minor units by its digits, never by multiplication of fractions. */
function toPrice(row: Row, fail: (field: string, message: string) => never): PackPrice | null {
  if (row.price === '') return null;
  const currency = PackCurrency.safeParse(row.currency === '' ? 'usd' : row.currency);
  if (!currency.success) return fail('currency', 'The currency is not one this shop sells in.');
  const exponent = exponentOf(currency.data);
  const [, whole = '', fraction = ''] = /^(\d{1,8})(?:\.(\d{1,3}))?$/.exec(row.price) ?? fail('price', 'The price must be a plain number such as 4.99.');
  if (fraction.length > exponent) fail('price', `A price in ${currency.data} has at most ${exponent} decimals.`);
  const amountMinor = Number(`${whole}${fraction.padEnd(exponent, '0')}`);
  if (amountMinor > MAX_PRICE_MINOR) fail('price', 'The price is too high.');
  if (isBelowMinimum(amountMinor, currency.data)) fail('price', `The price is below the least that can be charged in ${currency.data}.`);
  return { amountMinor, teamAmountMinor: null, currency: currency.data };
}
