export interface Snippet {
  title: string;
  language: 'shell' | 'TypeScript';
  code: string;
}

/** What stands for the key where it cannot be shown any more. */
const KEPT = 'lk_preview_…';

/** The first calls of a platform, ready to paste. Without a key, a place to put it. Pure. */
export function toSnippets({ apiUrl, meter, apiKey = KEPT }: { apiUrl: string; meter: string; apiKey?: string | undefined }): Snippet[] {
  const shell = [
    `curl ${apiUrl}/usage \\`,
    `  -H "Authorization: Bearer ${apiKey}" \\`,
    '  -H "Content-Type: application/json" \\',
    '  -H "Idempotency-Key: $(uuidgen)" \\',
    `  -d '{"customer":"user_1842","meter":"${meter}","units":1}'`,
  ];
  const typescript = [
    `const answer = await fetch('${apiUrl}/usage', {`,
    "  method: 'POST',",
    '  headers: {',
    apiKey === KEPT ? '    authorization: `Bearer ${process.env.LATCHKEY_KEY}`,' : `    authorization: 'Bearer ${apiKey}',`,
    "    'content-type': 'application/json',",
    '    // Yours for this call: repeated with it, the call is counted once.',
    "    'idempotency-key': crypto.randomUUID(),",
    '  },',
    `  body: JSON.stringify({ customer: 'user_1842', meter: '${meter}', units: 1 }),`,
    '});',
    '',
    'if (answer.status === 429) {',
    '  // Nothing was counted: the limit or the rate is reached.',
    "  throw new Error(`try again in ${answer.headers.get('retry-after')} s`);",
    '}',
    'const { used, limit, remaining, tier } = await answer.json();',
  ];
  return [
    { title: 'On the command line', language: 'shell', code: shell.join('\n') },
    { title: 'In your server', language: 'TypeScript', code: typescript.join('\n') },
  ];
}
