import { CsvError, parse } from 'csv-parse/sync';
import { INGEST_LIMITS } from './ingest-limits';
import { refuse } from './ingest-refusal';
import type { SourceItem } from './pack-draft';
import { toText } from './read-text';
import { toGoods, type GoodsRow } from './to-goods';

/** Names a column may have; the first that is there is taken. */
const COLUMNS = {
  sku: ['sku', 'article', 'variant_sku'],
  product: ['product', 'product_name', 'name', 'title'],
  slug: ['slug', 'handle'],
  category: ['category', 'type'],
  brand: ['brand', 'vendor', 'manufacturer'],
  condition: ['condition'],
  summary: ['summary'],
  description: ['description'],
  size: ['size', 'size_or_variant', 'variant', 'option'],
  color: ['color', 'colour'],
  price: ['price'],
  currency: ['currency'],
  weight: ['weight_grams', 'weight'],
  stock: ['stock', 'quantity', 'inventory'],
  counted: ['track_inventory'],
  shipping: ['shipping', 'requires_shipping'],
  digital: ['digital'],
} as const satisfies Record<string, readonly string[]>;
type Column = keyof typeof COLUMNS;

const PRICE_COLUMN = /^price_([a-z]{3})$/;
const NO = /^(?:false|0|no|n)$/i;
const YES = /^(?:true|1|yes|y)$/i;

const namesOf = (firstLine: string) => firstLine.replace(/^\ufeff/, '').split(',').map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase());

/** Whether the first line of a CSV has the columns of a list of goods: sku, a name and a price. */
export function isGoodsHeader(firstLine: string): boolean {
  const names = namesOf(firstLine);
  const has = (column: Column) => COLUMNS[column].some((name) => names.includes(name));
  return has('sku') && has('product') && (has('price') || names.some((name) => PRICE_COLUMN.test(name)));
}

/** Reads a CSV of goods, one form (size) per row; rows of one slug or name are one product. Rows are named as a spreadsheet counts them. A file that is no such CSV throws `IngestRefusal`. */
export function readGoodsTable(bytes: Uint8Array, item: string): SourceItem[] {
  const table = parseTable(toText(bytes, { item, field: 'file' }), item);
  const header = (table[0] ?? []).map((name) => name.trim().toLowerCase());
  const twice = header.find((name, index) => name !== '' && header.indexOf(name) !== index);
  if (twice !== undefined) refuse(item, { field: 'row 1', code: 'csv_header', message: `The column ${twice.slice(0, 40)} is there twice.` });
  if (table.length > INGEST_LIMITS.csvRows + 1) refuse(item, { field: 'file', code: 'csv_too_many', message: `The file has more than ${INGEST_LIMITS.csvRows} rows.` });
  return toGoods(table.slice(1).map((cells, index) => toRow(header, cells, `${item} row ${index + 2}`)), item);
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

function toRow(header: readonly string[], cells: readonly string[], item: string): GoodsRow {
  const at = (name: string) => (cells[header.indexOf(name)] ?? '').trim();
  const cell = (column: Column) => at(COLUMNS[column].find((name) => header.includes(name)) ?? '');
  const own = header.filter((name) => PRICE_COLUMN.test(name)).map((name) => [name.slice('price_'.length), at(name)] as const);
  const prices = own.length > 0 ? own : [[(cell('currency') || 'usd').toLowerCase(), cell('price')] as const];
  return {
    item,
    sku: cell('sku'), product: cell('product'), slug: cell('slug'), category: cell('category'),
    brand: cell('brand'), condition: cell('condition'), summary: cell('summary'), description: cell('description'),
    options: { size: toOption(cell('size')), color: cell('color') },
    prices: Object.fromEntries(prices),
    weight: cell('weight'),
    stock: NO.test(cell('counted')) ? '' : cell('stock'),
    isShipped: !NO.test(cell('shipping')) && !YES.test(cell('digital')),
  };
}

/** Some shops export their own id where a form has no name; it says nothing to a buyer. */
export function toOption(text: string): string {
  return /^UHJvZHVjdFZhcmlhbnQ6/.test(text) ? '' : text;
}
