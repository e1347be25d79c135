import { z } from 'zod';

/** One thing a cell printed, whatever the format's version: its data by MIME type. */
export type NotebookOutput = { form: 'stream'; text: string } | { form: 'error'; text: string } | { form: 'data'; data: ReadonlyMap<string, string> };

export interface NotebookCell {
  kind: 'markdown' | 'code' | 'raw';
  source: string;
  count: number | null;
  outputs: NotebookOutput[];
  /** Names to base64 bytes. */
  attachments: ReadonlyMap<string, string>;
}

export interface Notebook {
  language: string;
  cells: NotebookCell[];
  /** Cells that were left out when the preview was made. */
  hiddenCells: number;
}

const Lines = z.union([z.string(), z.array(z.string())]).transform((lines) => (typeof lines === 'string' ? lines : lines.join('')));
const Text = Lines.catch('');
const Count = z.number().int().nullable().catch(null);
const Loose = z.record(z.string(), z.unknown());
const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(5_000).catch([]);

const Output = z.looseObject({ output_type: z.string().catch(''), text: Text, ename: Text, evalue: Text, traceback: z.array(z.string()).catch([]), data: Loose.catch({}) });
const Cell = z.looseObject({
  cell_type: z.string().catch('raw'),
  source: Text,
  input: Text,
  level: z.number().int().min(1).max(6).catch(1),
  execution_count: Count,
  prompt_number: Count,
  outputs: list(Output),
  attachments: z.record(z.string(), Loose).catch({}),
});
const Metadata = z
  .looseObject({
    kernelspec: z.looseObject({ language: Text }).catch({ language: '' }),
    language_info: z.looseObject({ name: Text }).catch({ name: '' }),
    latchkey: z.looseObject({ hiddenCells: z.number().int().min(0).max(100_000) }).catch({ hiddenCells: 0 }),
  })
  .catch({ kernelspec: { language: '' }, language_info: { name: '' }, latchkey: { hiddenCells: 0 } });
const Document = z.looseObject({
  nbformat: z.number().int().min(3).max(5),
  metadata: Metadata,
  cells: z.array(Cell).max(5_000).optional(),
  worksheets: z.array(z.looseObject({ cells: list(Cell) })).optional(),
});

/** Names of MIME types in nbformat 3 (https://nbformat.readthedocs.io/en/latest/format_description.html). */
const VERSION_3_TYPES: Record<string, string> = {
  text: 'text/plain',
  html: 'text/html',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpeg: 'image/jpeg',
  latex: 'text/latex',
  json: 'application/json',
  javascript: 'application/javascript',
  pdf: 'application/pdf',
};

/** Reads nbformat 3 and 4 into one shape; undefined for text that is no notebook. What a cell holds beyond that is left out. */
export function readNotebook(text: string): Notebook | undefined {
  const parsed = Document.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { metadata, cells, worksheets } = parsed.data;
  const all = cells ?? worksheets?.flatMap((sheet) => sheet.cells);
  if (!all) return undefined;
  const language = metadata.kernelspec.language || metadata.language_info.name || 'python';
  return { language: /^[\w+#.-]{1,30}$/.test(language) ? language : 'text', cells: all.map(toCell), hiddenCells: metadata.latchkey.hiddenCells };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toCell(cell: z.infer<typeof Cell>): NotebookCell {
  const kind = cell.cell_type === 'code' ? 'code' : ['markdown', 'heading'].includes(cell.cell_type) ? 'markdown' : 'raw';
  const source = cell.source || cell.input;
  return {
    kind,
    source: cell.cell_type === 'heading' ? `${'#'.repeat(cell.level)} ${source.replaceAll('\n', ' ')}` : source,
    count: cell.execution_count ?? cell.prompt_number,
    outputs: kind === 'code' ? cell.outputs.map(toOutput) : [],
    attachments: toAttachments(cell.attachments),
  };
}

function toOutput(output: z.infer<typeof Output>): NotebookOutput {
  if (output.output_type === 'stream') return { form: 'stream', text: output.text };
  if (output.output_type === 'error' || output.output_type === 'pyerr') {
    return { form: 'error', text: output.traceback.length > 0 ? output.traceback.join('\n') : `${output.ename}: ${output.evalue}` };
  }
  const named = Object.keys(output.data).length > 0 ? Object.entries(output.data) : Object.entries(output).map(([key, value]) => [VERSION_3_TYPES[key] ?? '', value] as const);
  const data = new Map<string, string>();
  for (const [type, value] of named) {
    const content = Lines.safeParse(value);
    const isJson = /[/+]json$/.test(type);
    if (type.includes('/') && (content.success || isJson)) data.set(type, content.success ? content.data : JSON.stringify(value, null, 2));
  }
  return { form: 'data', data };
}

function toAttachments(attachments: Record<string, Record<string, unknown>>): ReadonlyMap<string, string> {
  const entries = Object.entries(attachments).flatMap(([name, byType]) => {
    const content = Object.entries(byType).find(([type]) => type.startsWith('image/'))?.[1];
    const base64 = Lines.safeParse(content);
    return base64.success ? [[name, base64.data] as const] : [];
  });
  return new Map(entries);
}
