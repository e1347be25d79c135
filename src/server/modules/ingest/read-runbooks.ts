import { toSlug } from '@/shared/to-slug';
import { detectTopics, toProperName, toTags } from './detect-topics';
import { refuse } from './ingest-refusal';
import type { PackDocument, PackDraft, PackFile } from './pack-draft';
import { pickNotes, readFrontMatter, toNotedPrice } from './read-notes';
import { readText } from './read-text';
import { findHeading, findSummary, humanise, shorten, toTitle } from './summarise';

const DEFAULT_VERSION = '1.0.0';
const INDEX = /^(?:_index|index|readme)\.(?:md|markdown)$/i;

interface Runbook {
  path: string;
  title: string;
  summary: string;
  body: string;
  weight: number;
  values: Record<string, unknown>;
}

export interface RunbookFolder {
  item: string;
  folderName: string;
  /** The markdown files of one folder, its index among them. */
  runbooks: readonly (PackFile & { absolutePath: string })[];
  /** Pictures beside them and a licence. */
  others: readonly PackFile[];
  qualifiers: readonly string[];
}

/** Reads the markdown runbooks of one folder as one pack; an `_index.md` names it and may state version, price and tags in its front matter. Throws `IngestRefusal`. */
export async function readRunbooks({ item, folderName, runbooks, others, qualifiers }: RunbookFolder): Promise<PackDraft> {
  const pages = await Promise.all(runbooks.map((file) => readPage(file, item)));
  const index = pages.find((page) => INDEX.test(page.path));
  const chapters = pages.filter((page) => page !== index).sort((left, right) => left.weight - right.weight || (left.title < right.title ? -1 : 1));
  const [first] = chapters;
  if (first === undefined) return refuse(item, { field: index?.path ?? folderName, code: 'runbook_missing', message: 'The folder has an index but no runbooks.' });
  if (chapters.every((chapter) => chapter.body.trim() === '')) refuse(item, { field: first.path, code: 'runbook_empty', message: 'There is nothing to read.' });
  const where = { item, field: index?.path ?? first.path };
  const notes = pickNotes((index ?? (chapters.length === 1 ? first : undefined))?.values ?? {}, where);
  const subject = chapters.length === 1 ? (notes.title ?? first.title) : toProperName(notes.title ?? humanise(folderName));
  const title = chapters.length === 1 || /run ?book|playbook|guide/i.test(subject) ? subject : toTitle(`${subject} runbooks`);
  const text = chapters.map((chapter) => chapter.body).join('\n');
  const topics = detectTopics(`${subject} ${text}`, 3);
  return {
    item,
    type: 'runbook',
    slug: notes.slug ?? toSlug(title),
    qualifiers: notes.slug === undefined ? qualifiers : null,
    title,
    version: notes.version ?? DEFAULT_VERSION,
    summary: notes.summary ?? (chapters.length === 1 ? first.summary : toSummary(chapters)),
    description: notes.description ?? toDescription(index, chapters),
    changelog: notes.changelog ?? '',
    tags: notes.tags ?? toTags([folderName, 'runbook', ...topics.tags]),
    worksWith: notes.works_with ?? topics.worksWith,
    price: toNotedPrice(notes, where),
    sellerSlug: null,
    externalUrl: notes.external_url ?? null,
    releasedAt: notes.released_at ?? null,
    files: [...runbooks, ...others],
    preview: toPreview(first),
    previewPath: notes.preview ?? null,
    readmePath: null,
    coverPath: notes.cover ?? null,
    stated: null,
    warnings: [],
  };
}

async function readPage(file: PackFile & { absolutePath: string }, item: string): Promise<Runbook> {
  const where = { item, field: file.path };
  const { values, body } = readFrontMatter(await readText(file.absolutePath, where), where);
  const stated = typeof values.title === 'string' ? toTitle(values.title) : '';
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  return {
    path: file.path,
    title: stated !== '' ? stated : (findHeading(body) ?? humanise(name)),
    summary: findSummary(body),
    body,
    weight: typeof values.weight === 'number' ? values.weight : Number.MAX_SAFE_INTEGER,
    values,
  };
}

function toSummary(chapters: readonly Runbook[]): string {
  const named = chapters.slice(0, 3).map((chapter) => chapter.title);
  const rest = chapters.length - named.length;
  return shorten(`${chapters.length} runbooks: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`, 240);
}

function toDescription(index: Runbook | undefined, chapters: readonly Runbook[]): string {
  const intro = withoutShortcodes(index?.body ?? '').trim();
  const list = chapters.map((chapter) => `- **${chapter.title}**${chapter.summary === '' ? '' : ` — ${chapter.summary}`}`).join('\n');
  return [intro, '## What is inside', list].filter((part) => part !== '').join('\n\n').slice(0, 100_000);
}

/** One runbook in full: enough to judge the others by. */
function toPreview(first: Runbook): PackDocument {
  return { fileName: 'preview.md', contentType: 'text/markdown', content: Buffer.from(withoutShortcodes(first.body).trim()) };
}

/** Hugo's shortcodes mean nothing outside Hugo: references become their target, the rest goes. */
function withoutShortcodes(markdown: string): string {
  return markdown.replace(/\{\{[<%]\s*(?:rel)?ref\s+"?([^"\s>%]+)"?\s*[>%]\}\}/g, '$1').replace(/\{\{[<%].*?[%>]\}\}/gs, '');
}
