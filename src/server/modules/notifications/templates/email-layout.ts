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

const INK = '#1c1d1f';
const QUIET = '#62656b';
const RULE = '#dcdde0';
const FONT = "-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif";

function rowHtml({ label, detail, value }: NonNullable<EmailParts['rows']>[number], isLast: boolean): string {
  const cell = `padding:12px 0;border-top:1px solid ${RULE};${isLast ? 'font-weight:600;' : ''}`;
  const under = detail ? `<div style="color:${QUIET};font-size:13px">${escapeHtml(detail)}</div>` : '';
  return `<tr><td style="${cell}">${escapeHtml(label)}${under}</td><td align="right" valign="top" style="${cell}white-space:nowrap">${escapeHtml(value)}</td></tr>`;
}

function html({ subject, heading, paragraphs, rows = [], action, closing }: EmailParts): string {
  const body = paragraphs.map((text) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`).join('');
  const table = rows.length > 0 ? `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:8px 0 24px;border-bottom:1px solid ${RULE}">${rows.map((row, index) => rowHtml(row, index === rows.length - 1)).join('')}</table>` : '';
  const button = action ? `<p style="margin:0 0 24px"><a href="${escapeHtml(action.url)}" style="display:inline-block;padding:11px 20px;border-radius:8px;background:${INK};color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(action.label)}</a></p>` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:32px 16px;background:#f4f4f5;color:${INK};font:16px/1.5 ${FONT}">
<table role="presentation" align="center" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px"><tr><td style="padding:32px;background:#ffffff;border:1px solid ${RULE};border-radius:12px">
<p style="margin:0 0 24px;font-size:14px;font-weight:600;letter-spacing:0.02em">Latchkey</p>
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:600">${escapeHtml(heading)}</h1>
${body}${table}${button}<p style="margin:0;color:${QUIET};font-size:13px">${escapeHtml(closing)}</p>
</td></tr></table>
</body></html>
`;
}

function text({ heading, paragraphs, rows = [], action, closing }: EmailParts): string {
  const lines = rows.map(({ label, detail, value }) => `${label}${detail ? ` (${detail})` : ''}${value ? `: ${value}` : ''}`);
  const parts = [heading, ...paragraphs, lines.join('\n'), action ? `${action.label}: ${action.url}` : '', '-- ', closing];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** One message as text and as HTML; everything is escaped here and nowhere else. Pure. */
export function renderEmail(parts: EmailParts): RenderedEmail {
  return { subject: parts.subject.replace(/[\r\n]+/g, ' '), text: text(parts), html: html(parts) };
}
