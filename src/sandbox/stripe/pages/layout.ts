import type { Answer } from '../core/http';
import { html } from './escape';
import type { Html } from './escape';

export const STYLESHEET_PATH = '/assets/hosted.css';

interface Page {
  status: number;
  title: string;
  body: Html;
  /** Origins a form may lead to: browsers check redirects after a post against this list. */
  leadsTo?: readonly (string | null)[];
}

function originsOf(urls: readonly (string | null)[]): string {
  const origins = urls.flatMap((url) => (url === null ? [] : [new URL(url.replaceAll('{CHECKOUT_SESSION_ID}', 'x')).origin]));
  return [...new Set(origins)].join(' ');
}

/** A whole page with the notice that this is a stand-in, under a policy that lets nothing in from outside. */
export function pageAnswer(page: Page): Answer {
  const text = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${STYLESHEET_PATH}">
</head>
<body>
<header><p class="note"><strong>Test mode, a stand-in for Stripe.</strong> No money moves.</p></header>
${page.body}
</body>
</html>
`;
  const policy = `default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${originsOf(page.leadsTo ?? [])}`;
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy.trim(), 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' };
  return { status: page.status, headers, body: text.text };
}

/** Sends the browser elsewhere after a form. */
export function redirectAnswer(location: string): Answer {
  return { status: 303, headers: { location, 'referrer-policy': 'no-referrer' }, body: '' };
}

/** A page with one message. */
export function messagePage(message: { status: number; title: string; text: string; link?: { href: string; label: string } }): Answer {
  return pageAnswer({
    status: message.status,
    title: message.title,
    body: html`<main class="single"><section class="panel"><h1 class="title">${message.title}</h1><p>${message.text}</p>${message.link === undefined ? null : html`<p><a class="button second" href="${message.link.href}">${message.link.label}</a></p>`}</section></main>`,
  });
}
