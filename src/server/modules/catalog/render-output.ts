import { toImageSource } from './to-image-source';
import { escapeHtml, toInertHtml } from './to-inert-html';
import type { NotebookOutput } from './read-notebook';
import { renderMarkdown } from './render-markdown';

/** What of an output goes into the page, or that it needs a document of its own (SVG). */
export type RenderedOutput = { form: 'html'; html: string } | { form: 'svg'; svg: string };

const MAX_TEXT = 20_000;
const MAX_HTML = 200_000;
const MAX_SVG = 500_000;

/** Colours and cursor movements of a terminal (ECMA-48): CSI and OSC sequences, and other two-byte escapes. */
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;

export function stripAnsi(text: string): string {
  return text.replace(ANSI, '');
}

/** Text as one block that keeps its lines; what is too long is cut, and says so. */
export function renderText(text: string): string {
  const shown = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}\n… cut here` : text;
  return `<pre>${escapeHtml(stripAnsi(shown))}</pre>`;
}

const note = (sentence: string): RenderedOutput => ({ form: 'html', html: `<p><em>${sentence}</em></p>` });
const html = (inert: string): RenderedOutput | undefined => (hasContent(inert) ? { form: 'html', html: inert } : undefined);

function hasContent(inert: string): boolean {
  return inert.includes('<img') || inert.includes('<hr') || inert.replace(/<[^>]*>/g, '').trim() !== '';
}

function renderImage(base64: string): RenderedOutput | undefined {
  const source = toImageSource(base64);
  return source === null ? undefined : { form: 'html', html: `<img src="${source}" alt="Output of this cell">` };
}

function renderSvg(svg: string): RenderedOutput | undefined {
  return /<svg[\s>]/i.test(svg) && svg.length <= MAX_SVG ? { form: 'svg', svg } : undefined;
}

/** Richest first, as Jupyter ranks them; a form that has nothing inert to show gives way to the next. */
const FORMS: [type: string, render: (content: string) => RenderedOutput | undefined][] = [
  ['application/vnd.jupyter.widget-view+json', () => note('An interactive widget, which works only in Jupyter.')],
  ['application/javascript', () => note('A script, which is not run here.')],
  ['text/html', (content) => html(toInertHtml(content.slice(0, MAX_HTML)))],
  ['text/markdown', (content) => html(renderMarkdown(content.slice(0, MAX_HTML)))],
  ['image/svg+xml', renderSvg],
  ['image/png', renderImage],
  ['image/jpeg', renderImage],
  ['image/gif', renderImage],
  ['image/webp', renderImage],
  ['text/latex', (content) => html(renderText(content))],
  ['application/json', (content) => html(renderText(content))],
  ['text/plain', (content) => html(renderText(content))],
  ['application/pdf', () => note('A PDF, which is part of the download.')],
];

/** One output of a cell as something inert; undefined when there is nothing to show. */
export function renderOutput(output: NotebookOutput): RenderedOutput | undefined {
  if (output.form !== 'data') return html(renderText(output.text));
  for (const [type, render] of FORMS) {
    const content = output.data.get(type);
    const shown = content === undefined ? undefined : render(content);
    if (shown) return shown;
  }
  return output.data.size > 0 ? note('An output of a kind that cannot be shown here.') : undefined;
}
