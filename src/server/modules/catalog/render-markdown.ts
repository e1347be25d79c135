import MarkdownIt from 'markdown-it';
import { escapeHtml, toInertHtml } from './to-inert-html';
import { toImageSource } from './to-image-source';

const MAX_CHARACTERS = 200_000;
const CACHED = 200;

/** Pictures a document may name: `attachment:name` to base64 bytes. */
export type Attachments = ReadonlyMap<string, string>;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: 20 });

markdown.core.ruler.push('pictures', ({ tokens, env }) => {
  const { attachments } = env as { attachments?: Attachments };
  for (const image of tokens.flatMap((token) => token.children ?? []).filter((token) => token.type === 'image')) {
    image.type = 'html_inline';
    image.content = renderPicture({ source: String(image.attrGet('src') ?? ''), alt: image.content, attachments });
  }
});

/** A picture inside the document is shown. One elsewhere would tell its host who reads, so it becomes a link. */
function renderPicture({ source, alt, attachments }: { source: string; alt: string; attachments: Attachments | undefined }): string {
  const name = /^attachment:(.+)$/.exec(source)?.[1];
  const embedded = /^data:image\/[a-z]+;base64,(.*)$/s.exec(source)?.[1];
  const base64 = name === undefined ? embedded : attachments?.get(decodeName(name));
  const image = base64 === undefined ? null : toImageSource(base64);
  if (image !== null) return `<img src="${image}" alt="${escapeHtml(alt)}">`;
  const label = escapeHtml(alt === '' ? 'Picture' : `Picture: ${alt}`);
  return /^https?:/i.test(source) ? `<a href="${escapeHtml(source)}">${label}</a>` : `<em>${label}</em>`;
}

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
