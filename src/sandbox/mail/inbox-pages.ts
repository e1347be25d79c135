import type { CaughtMessage } from '@/sandbox/mail/mailbox';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? character);
}

function toPage(title: string, main: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/styles.css">
</head>
<body>
<header><a class="home" href="/">Inbox</a><p>Every mail this shop sends lands here. Nothing leaves this machine.</p></header>
<main>${main}</main>
</body>
</html>`;
}

function toTime(iso: string): string {
  return `<time datetime="${escapeHtml(iso)}">${escapeHtml(iso.slice(0, 10))} ${escapeHtml(iso.slice(11, 16))} UTC</time>`;
}

/** All messages, newest first, as far as they go to one address. */
export function toListPage(messages: readonly CaughtMessage[], to: string): string {
  const rows = messages.map(
    (message) =>
      `<li><a href="/messages/${escapeHtml(message.id)}"><span class="subject">${escapeHtml(message.subject) || 'No subject'}</span><span class="to">${escapeHtml(message.to.join(', '))}</span>${toTime(message.receivedAt)}</a></li>`,
  );
  const empty = to === '' ? 'No mail yet. Sign in or buy something in the shop, and its message appears here.' : `No mail to ${escapeHtml(to)} yet.`;
  const tools = `<div class="tools">
<form action="/" method="get" role="search"><label for="to">Sent to</label><input id="to" name="to" type="search" value="${escapeHtml(to)}" placeholder="name@example.com"><button>Show</button></form>
<form action="/clear" method="post"><button>Empty the inbox</button></form>
</div>`;
  return toPage('Inbox', `<h1>Mail</h1>${tools}${rows.length > 0 ? `<ul class="mail">${rows.join('')}</ul>` : `<p class="empty">${empty}</p>`}`);
}

/** One message: its HTML in a frame without script and without an origin, or its text. */
export function toMessagePage(message: CaughtMessage, asText: boolean): string {
  const address = `/messages/${escapeHtml(message.id)}`;
  const showsText = asText || message.html === '';
  const tabs = `<nav class="tabs" aria-label="Form"><a href="${address}"${showsText ? '' : ' aria-current="page"'}>HTML</a><a href="${address}?as=text"${showsText ? ' aria-current="page"' : ''}>Text</a></nav>`;
  const body = showsText
    ? `<pre>${escapeHtml(message.text) || 'This message has no text.'}</pre>`
    : `<iframe title="Message" src="${address}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
  const facts = `<dl><dt>From</dt><dd>${escapeHtml(message.from)}</dd><dt>To</dt><dd>${escapeHtml(message.to.join(', '))}</dd><dt>Received</dt><dd>${toTime(message.receivedAt)}</dd></dl>`;
  return toPage(message.subject || 'No subject', `<h1>${escapeHtml(message.subject) || 'No subject'}</h1>${facts}${message.html === '' ? '' : tabs}${body}`);
}

/** What the frame shows. Links open a new tab: the frame itself may not go anywhere. */
export function toFrameDocument(message: CaughtMessage): string {
  return `<!doctype html><base target="_blank"><meta name="color-scheme" content="light">${message.html}`;
}

export function toMissingPage(): string {
  return toPage('Not found', '<h1>Not here</h1><p class="empty">This message is not in the inbox. <a href="/">All mail</a></p>');
}
