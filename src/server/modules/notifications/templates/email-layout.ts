import { fillMarks } from '@/shared/moment-marks';
import type { Formats } from '@/shared/moment-text';
import { escapeHtml } from './escape-html';

/** A message in its parts, in plain text; the layout makes both forms of it. */
export interface EmailParts {
  subject: string;
  heading: string;
  paragraphs: string[];
  /** Rows of a ruled list: what on the left, how much on the right. The last one is the sum. */
  rows?: { label: string; detail?: string; value: string }[];
  action?: { label: string; url: string };
  /** Small print below the rule. */
  closing: string;
}

export interface RenderedEmail {
  subject: string;
  text: string;
  html: string;
}

/** How mail like this is switched off. */
export interface EmailFooter {
  /** What the mail is about, as in "New versions". */
  about: string;
  unsubscribeUrl: string;
  /** Null for an address without an account. */
  settingsUrl: string | null;
}

const INK = '#1c1d1f';
const QUIET = '#62656b';
const RULE = '#dcdde0';
const FONT = "-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif";
/** Where the footer goes. No text of anybody's can hold it: theirs is escaped. */
const FOOTER_PLACE = '<!-- footer -->';
/** Programs that know it follow it; to the others the colours in the attributes are all there is. */
const DARK = `@media (prefers-color-scheme: dark) {
  .page { background: #0d1012 !important; color: #eceeef !important; }
  .sheet { background: #15191c !important; border-color: #2c3237 !important; }
  .quiet, .quiet a { color: #a3a9af !important; }
  .cell { border-color: #2c3237 !important; }
  .act { background: #eceeef !important; color: #15191c !important; }
}`;

function rowHtml({ label, detail, value }: NonNullable<EmailParts['rows']>[number], isLast: boolean): string {
  const cell = `padding:12px 0;border-top:1px solid ${RULE};${isLast ? 'font-weight:600;' : ''}`;
  const under = detail ? `<div class="quiet" style="color:${QUIET};font-size:13px;font-weight:400">${escapeHtml(detail)}</div>` : '';
  return `<tr><td class="cell" style="${cell}">${escapeHtml(label)}${under}</td><td class="cell" align="right" valign="top" style="${cell}white-space:nowrap">${escapeHtml(value)}</td></tr>`;
}

function html({ subject, heading, paragraphs, rows = [], action, closing }: EmailParts): string {
  const body = paragraphs.map((text) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`).join('');
  const table = rows.length > 0 ? `<table role="presentation" class="cell" width="100%" cellpadding="0" cellspacing="0" style="margin:8px 0 24px;border-bottom:1px solid ${RULE}">${rows.map((row, index) => rowHtml(row, index === rows.length - 1)).join('')}</table>` : '';
  const button = action ? `<p style="margin:0 0 24px"><a class="act" href="${escapeHtml(action.url)}" style="display:inline-block;padding:11px 20px;border-radius:8px;background:${INK};color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(action.label)}</a></p>` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(subject)}</title><style>${DARK}</style></head>
<body class="page" style="margin:0;padding:32px 16px;background:#f4f4f5;color:${INK};font:16px/1.5 ${FONT}">
<table role="presentation" align="center" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px"><tr><td class="sheet" style="padding:32px;background:#ffffff;border:1px solid ${RULE};border-radius:12px;overflow-wrap:anywhere">
<p style="margin:0 0 24px;font-size:14px;font-weight:600;letter-spacing:0.02em">Latchkey</p>
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:600">${escapeHtml(heading)}</h1>
${body}${table}${button}<p class="quiet" style="margin:0;color:${QUIET};font-size:13px">${escapeHtml(closing)}</p>${FOOTER_PLACE}
</td></tr></table>
</body></html>
`;
}

function text({ heading, paragraphs, rows = [], action, closing }: EmailParts): string {
  const lines = rows.map(({ label, detail, value }) => `${label}${detail ? ` (${detail})` : ''}${value ? `: ${value}` : ''}`);
  const parts = [heading, ...paragraphs, lines.join('\n'), action ? `${action.label}: ${action.url}` : '', '-- ', closing];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** One message as text and as HTML; everything is escaped here and nowhere else. Dates in it are marks (`dayMark`, `momentMark`): many may be told by one text. Pure. */
export function renderEmail(parts: EmailParts): RenderedEmail {
  return { subject: toSubject(parts.subject), text: text(parts), html: html(parts) };
}

/** A message with its dates as the person who gets it likes them. Pure. */
export function addDates({ subject, text: plain, html: marked }: RenderedEmail, formats: Formats): RenderedEmail {
  return { subject: fillMarks(subject, formats), text: fillMarks(plain, formats), html: fillMarks(marked, formats) };
}

/** No line of it can begin a header of its own. */
function toSubject(subject: string): string {
  return subject.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** Writes below a rendered message how it is switched off; null where nothing does. Pure. */
export function addFooter({ text: plain, html: marked }: Pick<RenderedEmail, 'text' | 'html'>, footer: EmailFooter | null): Pick<RenderedEmail, 'text' | 'html'> {
  const [before = '', after = ''] = marked.split(FOOTER_PLACE);
  if (!footer) return { text: plain, html: before + after };
  const { about, unsubscribeUrl, settingsUrl } = footer;
  const link = (url: string, label: string) => `<a href="${escapeHtml(url)}" style="color:${QUIET}">${escapeHtml(label)}</a>`;
  const links = [link(unsubscribeUrl, `No more mail about: ${about}`), ...(settingsUrl === null ? [] : [link(settingsUrl, 'All notification settings')])];
  return {
    text: `${plain}\nNo more mail about “${about}”: ${unsubscribeUrl}\n${settingsUrl === null ? '' : `All notification settings: ${settingsUrl}\n`}`,
    html: `${before}<p class="quiet" style="margin:12px 0 0;color:${QUIET};font-size:13px">${links.join(' · ')}</p>${after}`,
  };
}
