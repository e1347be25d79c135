import { z } from 'zod';
import { toSlug } from '@/shared/to-slug';
import { detectTopics, toProperName, toTags } from './detect-topics';
import { INGEST_LIMITS } from './ingest-limits';
import { refuse } from './ingest-refusal';
import type { PackDraft, PackFile } from './pack-draft';
import { parseStrictJson } from './parse-strict-json';
import { readNotes, toNotedPrice } from './read-notes';
import { readBounded } from './read-text';
import { findHeading, findSummary, humanise, toTitle } from './summarise';

const DEFAULT_VERSION = '1.0.0';
const PREVIEW_CELLS = 12;

/** nbformat 4 (nbformat.readthedocs.io, "The Notebook file format"): what must hold for a notebook to open; outputs are any JSON and never trusted. */
const Source = z.union([z.string(), z.array(z.string())]);
const Cell4 = z.discriminatedUnion('cell_type', [
  z.looseObject({ cell_type: z.literal('code'), source: Source, outputs: z.array(z.looseObject({ output_type: z.string() })) }),
  z.looseObject({ cell_type: z.literal('markdown'), source: Source }),
  z.looseObject({ cell_type: z.literal('raw'), source: Source }),
]);
const Metadata = z.looseObject({
  title: z.string().optional(),
  kernelspec: z.looseObject({ display_name: z.string().optional(), language: z.string().optional() }).optional(),
  language_info: z.looseObject({ name: z.string().optional() }).optional(),
  latchkey: z.unknown().optional(),
});
const Notebook4 = z.looseObject({ nbformat: z.literal(4), nbformat_minor: z.int().min(0), metadata: Metadata, cells: z.array(Cell4) });
const Cell3 = z.looseObject({ cell_type: z.enum(['code', 'markdown', 'raw', 'heading', 'html']), source: Source.optional(), input: Source.optional(), level: z.int().optional() });
const Notebook3 = z.looseObject({ nbformat: z.literal(3), nbformat_minor: z.int().min(0), metadata: Metadata, worksheets: z.array(z.looseObject({ cells: z.array(Cell3) })) });
const Envelope = z.looseObject({ nbformat: z.union([z.literal(3), z.literal(4)]) });

interface Notebook {
  raw: Record<string, unknown>;
  metadata: z.infer<typeof Metadata>;
  cells: { type: string; source: string }[];
}

export interface NotebookFile {
  item: string;
  file: PackFile & { absolutePath: string };
  others: readonly PackFile[];
  qualifiers: readonly string[];
}

/** Reads one Jupyter notebook (nbformat 3 or 4) as a pack. Its title is its first heading, else its file name. Throws `IngestRefusal` naming the invalid field. */
export async function readNotebook({ item, file, others, qualifiers }: NotebookFile): Promise<PackDraft> {
  const bytes = await readBounded(file.absolutePath, { item, field: file.path, maxBytes: INGEST_LIMITS.notebookBytes });
  const notebook = parseNotebook(bytes, item);
  const where = { item, field: 'metadata.latchkey' };
  const notes = notebook.metadata.latchkey === undefined ? {} : readNotes(notebook.metadata.latchkey, where);
  const prose = notebook.cells.filter((cell) => cell.type === 'markdown').map((cell) => cell.source).join('\n\n');
  const code = notebook.cells.filter((cell) => cell.type === 'code').map((cell) => cell.source).join('\n');
  const codeCells = notebook.cells.filter((cell) => cell.type === 'code').length;
  const language = notebook.metadata.language_info?.name ?? (notebook.metadata.kernelspec?.language || null);
  const title = notes.title ?? (toTitle(notebook.metadata.title ?? '') || findHeading(prose) || humanise(file.path.slice(file.path.lastIndexOf('/') + 1)));
  return {
    item,
    type: 'jupyter',
    slug: notes.slug ?? (toSlug(title) || 'notebook'),
    qualifiers: notes.slug === undefined ? qualifiers : null,
    title,
    version: notes.version ?? DEFAULT_VERSION,
    summary: notes.summary ?? (findSummary(prose) || toFallbackSummary(language, codeCells)),
    description: notes.description ?? toDescription(notebook, language, codeCells),
    changelog: notes.changelog ?? '',
    tags: notes.tags ?? toTags(['jupyter', ...(language === null ? [] : [language]), ...findImports(code), ...detectTopics(prose).tags]),
    worksWith: notes.works_with ?? ['Jupyter', ...(language === null ? [] : [toTitle(toProperName(language))])],
    price: toNotedPrice(notes, where),
    sellerSlug: null,
    externalUrl: notes.external_url ?? null,
    releasedAt: notes.released_at ?? null,
    files: [file, ...others],
    preview: { fileName: 'preview.ipynb', contentType: 'application/x-ipynb+json', content: Buffer.from(toPreview(notebook)) },
    previewPath: notes.preview ?? null,
    readmePath: null,
    coverPath: notes.cover ?? null,
    stated: null,
    warnings: [],
  };
}

function parseNotebook(bytes: Buffer, item: string): Notebook {
  const raw = parseStrictJson(bytes, { item, maxBytes: INGEST_LIMITS.notebookBytes, maxDepth: INGEST_LIMITS.notebookDepth, anyNumber: true });
  const fail = (error: z.ZodError): never => {
    const issue = error.issues[0];
    const path = (issue?.path ?? []).map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('').replace(/^\./, '');
    return refuse(item, { field: path === '' ? '$' : path, code: 'notebook_invalid', message: `Not a valid notebook: ${issue?.message ?? 'unknown form'}.` });
  };
  const envelope = Envelope.safeParse(raw);
  if (!envelope.success) return fail(envelope.error);
  if (envelope.data.nbformat === 4) {
    const four = Notebook4.safeParse(raw);
    if (!four.success) return fail(four.error);
    return { raw: four.data, metadata: four.data.metadata, cells: four.data.cells.map((cell) => ({ type: cell.cell_type, source: toSource(cell.source) })) };
  }
  const three = Notebook3.safeParse(raw);
  if (!three.success) return fail(three.error);
  const cells = three.data.worksheets.flatMap((sheet) => sheet.cells).map((cell) => toCell(cell));
  return { raw: three.data, metadata: three.data.metadata, cells };
}

function toCell(cell: z.infer<typeof Cell3>): { type: string; source: string } {
  const source = toSource(cell.source ?? cell.input ?? '');
  return cell.cell_type === 'heading' ? { type: 'markdown', source: `${'#'.repeat(Math.min(6, Math.max(1, cell.level ?? 1)))} ${source}` } : { type: cell.cell_type, source };
}

function toSource(source: z.infer<typeof Source>): string {
  return typeof source === 'string' ? source : source.join('');
}

function toFallbackSummary(language: string | null, codeCells: number): string {
  const kind = language === null ? 'Jupyter notebook' : `${toProperName(language)} notebook`;
  return codeCells === 0 ? `A ${kind} without code.` : `A ${kind} with ${codeCells} code ${codeCells === 1 ? 'cell' : 'cells'}.`;
}

function toDescription(notebook: Notebook, language: string | null, codeCells: number): string {
  const headings = notebook.cells.filter((cell) => cell.type === 'markdown').flatMap((cell) => findHeading(cell.source) ?? []);
  const outline = headings.length === 0 ? '' : `## Outline\n\n${headings.slice(0, 40).map((heading) => `- ${heading}`).join('\n')}`;
  return [`${toFallbackSummary(language, codeCells)} ${notebook.cells.length} cells in all.`, outline].filter((part) => part !== '').join('\n\n');
}

/** The first cells, never more than half of them (but one), so that a preview does not give the notebook away. It says how many it leaves out. */
function toPreview({ raw, metadata: stated, cells }: Notebook): string {
  const keep = Math.max(1, Math.min(PREVIEW_CELLS, Math.floor(cells.length / 2)));
  const metadata = { ...stated, latchkey: { hiddenCells: cells.length - keep } };
  if (raw.nbformat === 4) return JSON.stringify({ ...raw, metadata, cells: Array.isArray(raw.cells) ? raw.cells.slice(0, keep) : [] });
  const [sheet] = z.array(z.looseObject({ cells: z.array(z.unknown()) })).parse(raw.worksheets);
  return JSON.stringify({ ...raw, metadata, worksheets: sheet === undefined ? [] : [{ ...sheet, cells: sheet.cells.slice(0, keep) }] });
}

/** Names of Python packages a notebook imports, as tags. */
function findImports(code: string): string[] {
  const names = [...code.matchAll(/^\s*(?:from|import)\s+([A-Za-z_]\w*)/gm)].map((match) => match[1] ?? '');
  const own = new Set(['os', 'sys', 're', 'io', 'json', 'time', 'math', 'random', '__future__', 'collections', 'itertools', 'functools', 'datetime', 'typing', 'pathlib', 'base64', 'string']);
  return [...new Set(names)].filter((name) => name !== '' && !own.has(name)).slice(0, 6);
}
