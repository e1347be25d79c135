import MarkdownIt from 'markdown-it';
import { escapeHtml, toInertHtml } from './to-inert-html';
import { toImageSource } from './to-image-source';

const MAX_CHARACTERS = 200_000;
const CACHED = 200;

/** Pictures a document may name: `attachment:name` to base64 bytes. */
export type Attachments = ReadonlyMap<string, string>;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: 20 });
const isAllowedLink = (url: string) => markdown.validateLink(url);

markdown.renderer.rules.image = (tokens, index, _options, env) => {
  const token = tokens[index];
  const source = String(token?.attrGet('src') ?? '');
  const alt = token?.content ?? '';
  const { attachments } = (env ?? {}) as { attachments?: Attachments };
  const name = /^attachment:(.+)$/.exec(source)?.[1];
  const embedded = /^data:image\/[a-z]+;base64,(.*)$/s.exec(source)?.[1];
  const base64 = name === undefined ? embedded : attachments?.get(decodeName(name));
  const image = base64 === undefined ? null : toImageSource(base64);
  if (image !== null) return `<img src="${image}" alt="${escapeHtml(alt)}">`;
  // A picture elsewhere would tell its host who reads; the reader may follow the link.
  const label = escapeHtml(alt === '' ? 'Picture' : `Picture: ${alt}`);
  return /^https?:/i.test(source) && isAllowedLink(source) ? `<a href="${escapeHtml(source)}">${label}</a>` : `<em>${label}</em>`;
};

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const rendered = new Map<string, string>();

/**
 * Markdown as inert HTML: none of its author's HTML passes, nothing in it loads, runs or names an element, and its headings start at h3. What is
 * longer than 200,000 characters is cut. Results without attachments are kept, being pure.
 */
export function renderMarkdown(source: string, attachments?: Attachments): string {
  if (source.trim() === '') return '';
  const known = attachments ? undefined : rendered.get(source);
  if (known !== undefined) return known;
  const html = toInertHtml(markdown.render(source.slice(0, MAX_CHARACTERS), { attachments }));
  if (!attachments && source.length + html.length < 50_000) remember(source, html);
  return html;
}

function remember(source: string, html: string): void {
  rendered.set(source, html);
  const [oldest] = rendered.keys();
  if (rendered.size > CACHED && oldest !== undefined) rendered.delete(oldest);
}
