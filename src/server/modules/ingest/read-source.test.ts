import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeZip } from '@/testing/zip-writer';
import { checkPack } from './check-pack';
import type { PackDraft, SourceItem } from './pack-draft';
import { readSource } from './read-source';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'source-test-'));
  return () => rm(folder, { recursive: true, force: true });
});

type Files = Record<string, string | Buffer | object>;
async function write(files: Files): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  }
  return folder;
}
async function read(path: string): Promise<SourceItem[]> {
  const source = await readSource(path);
  await source.dispose();
  return source.items;
}
const packs = (items: readonly SourceItem[]): PackDraft[] => items.flatMap((item) => (item.kind === 'pack' ? [item.draft] : []));
const problems = (items: readonly SourceItem[]): string[] => items.flatMap((item) => ('draft' in item ? [] : [`${item.kind} ${item.problem.item} ${item.problem.field} ${item.problem.code}`]));

const notebook = (cells: object[], more: object = {}) => ({ nbformat: 4, nbformat_minor: 5, metadata: { language_info: { name: 'python' } }, cells, ...more });
const markdown = (source: string) => ({ cell_type: 'markdown', metadata: {}, source: [source] });
const code = (source: string) => ({ cell_type: 'code', metadata: {}, execution_count: null, outputs: [], source });

describe('packages', () => {
  it('reads a node pack with what its manifest and README say', async () => {
    const [pack] = packs(await read(await write({
      'kit/package.json': { name: '@me/queue-kit', version: '2.1.0', description: 'Queues without tears.', keywords: ['Queue', 'back end'], engines: { node: '>=20' }, scripts: { postinstall: 'node steal.js', test: 'vitest' }, dependencies: { typescript: '^6.0.0' } },
      'kit/README.md': '# Queue kit\n\nText.',
      'kit/CHANGELOG.md': '# Changelog\n\n## 2.1.0\n\nFaster.\n\n## 2.0.0\n\nNew.',
      'kit/src/index.js': '1',
      'kit/node_modules/x/index.js': '1',
      LICENSE: 'MIT',
    })));
    expect(pack).toMatchObject({ type: 'node', slug: 'queue-kit', title: 'Queue kit', version: '2.1.0', summary: 'Queues without tears.', changelog: 'Faster.', tags: ['queue', 'back-end'], worksWith: ['Node.js 20', 'TypeScript 6'], price: null, readmePath: 'README.md' });
    expect(pack?.files.map((file) => [file.path, file.isCarried ?? false])).toEqual([['CHANGELOG.md', false], ['README.md', false], ['package.json', false], ['src/index.js', false], ['LICENSE', true]]);
    expect(pack?.warnings.map((warning) => [warning.code, warning.field])).toEqual([['install_script', 'package.json:scripts.postinstall'], ['file_left_out', 'node_modules']]);
  });

  it('tells a next pack by its dependency and takes our own notes', async () => {
    const [pack] = packs(await read(await write({ 'package.json': { name: 'shop', dependencies: { next: '16.4.5' }, latchkey: { title: 'Shop starter', price_cents: 4900, currency: 'EUR', team_price_cents: 9900, tags: ['shop'] } } })));
    expect(pack).toMatchObject({ type: 'next', title: 'Shop starter', version: '1.0.0', price: { amountMinor: 4900, teamAmountMinor: 9900, currency: 'eur' }, tags: ['shop'] });
  });

  it.each([
    [{ version: '1.0.0' }, 'package.json:name'],
    [{ name: '../x', version: '1.0.0' }, 'package.json:name'],
    [{ name: 'x', version: 'latest' }, 'package.json:version'],
    [{ name: 'x', scripts: { postinstall: 1 } }, 'package.json:scripts.postinstall'],
    [{ name: 'x', latchkey: { is_admin: true } }, 'package.json:latchkey.is_admin'],
    [{ name: 'x', latchkey: { price_cents: 500 } }, 'package.json:latchkey.currency'],
  ])('refuses %j naming %s', async (manifest, field) => {
    expect(problems(await read(await write({ 'kit/package.json': manifest })))).toEqual([expect.stringContaining(`refused kit ${field}`)]);
  });

  it('refuses a pack with a link in it, and looks behind none', async () => {
    await write({ 'kit/package.json': { name: 'kit' }, 'secret.txt': 'x' });
    await symlink('/etc', join(folder, 'kit/etc'));
    await symlink('/etc', join(folder, 'outside'));
    expect(problems(await read(folder)).sort()).toEqual(['refused kit etc file_link', 'skipped outside file file_link', 'skipped secret.txt file file_unknown']);
  });
});

describe('runbooks', () => {
  it('makes one pack of a folder, named by its index, with every runbook', async () => {
    const [pack] = packs(await read(await write({
      'ops/_index.md': '---\ntitle: Postgres\nversion: 1.2.0\nweight: 1\nbookFlatSection: true\n---\nHow to keep it up.\n',
      'ops/slow.md': '---\ntitle: Slow queries\nweight: 20\n---\n# Slow\n\nSee {{< ref "./full.md" >}} when postgres is slow. Use psql.\n',
      'ops/full.md': '# Disk full\n\nThe disk of Postgres is full, so psql says no.\n',
      'ops/NoExtension': '# Old\n\nAn old runbook.\n',
      'ops/shot.png': Buffer.from('x'),
    })));
    expect(pack).toMatchObject({ type: 'runbook', slug: 'postgres-runbooks', title: 'Postgres runbooks', version: '1.2.0', summary: '3 runbooks: Slow queries, Disk full, Old.', tags: expect.arrayContaining(['ops', 'runbook']) });
    expect(pack?.files.map((file) => file.path)).toEqual(['NoExtension', '_index.md', 'full.md', 'slow.md', 'shot.png']);
    expect(pack?.preview?.content.toString()).toContain('See ./full.md when postgres');
    expect(pack?.description).toContain('- **Disk full** — The disk of Postgres');
  });

  it('never runs front matter', async () => {
    const items = await read(await write({ 'a.md': `---js\n{ title: (globalThis.ranFrontMatter = true, 'x') }\n---\n# A\n\nText.` }));
    expect(problems(items)).toEqual([expect.stringMatching(/^refused .* a.md front_matter_invalid$/)]);
    expect(Reflect.get(globalThis, 'ranFrontMatter')).toBeUndefined();
  });

  it.each([
    ['---\ntitle: [\n---\n# A\n\nText.', 'front_matter_invalid'],
    ['---json\n{}\n---\n# A', 'front_matter_invalid'],
    ['---\nprice_cents: free\n---\n# A\n\nText.', 'notes_invalid'],
    ['# A\n\nText with \u0000 inside.', 'text_control'],
  ])('refuses %j', async (text, codeOfProblem) => {
    expect(problems(await read(await write({ 'a.md': text })))[0]).toContain(codeOfProblem);
  });

  it('sells nobody an empty page, and takes a stub beside full ones', async () => {
    expect(problems(await read(await write({ 'stub.md': '---\ntitle: Soon\n---\n \n' })))).toEqual([expect.stringMatching(/^refused \S+ stub\.md runbook_empty$/)]);
    expect(packs(await read(await write({ 'full.md': '# Full\n\nDo it.' })))).toHaveLength(1);
  });

  it('leaves documents about a folder alone', async () => {
    expect(problems(await read(await write({ 'README.md': '# About', 'docs/_index.md': '# Docs' })))).toEqual(['skipped README.md file file_unknown', 'skipped docs/_index.md file file_unknown']);
  });
});

describe('notebooks', () => {
  it('takes its title from the first heading, or its name, and shows half of it', async () => {
    const items = packs(await read(await write({ 'a/cohorts.ipynb': notebook([markdown('# Cohort analysis\n\nWho comes back.'), code('import pandas as pd'), code('pd.DataFrame()'), code('1')]), 'b/plain_name.ipynb': notebook([code('1')]) })));
    expect(items.map((pack) => [pack.title, pack.slug, pack.summary])).toEqual([['Cohort analysis', 'cohort-analysis', 'Who comes back.'], ['Plain name', 'plain-name', 'A Python notebook with 1 code cell.']]);
    expect(items[0]?.tags).toEqual(['jupyter', 'python', 'pandas']);
    expect((JSON.parse(items[0]?.preview?.content.toString() ?? '') as { cells: unknown[] }).cells).toHaveLength(2);
  });

  it('reads nbformat 3', async () => {
    const three = { nbformat: 3, nbformat_minor: 0, metadata: { name: '' }, worksheets: [{ cells: [{ cell_type: 'heading', level: 2, source: ['Old days'] }, { cell_type: 'code', input: ['1'], outputs: [], language: 'python' }] }] };
    expect(packs(await read(await write({ 'old.ipynb': three })))[0]).toMatchObject({ title: 'Old days', type: 'jupyter' });
  });

  it.each([
    [{ nbformat: 5, nbformat_minor: 0, metadata: {}, cells: [] }, 'nbformat'],
    [{ cells: [] }, 'nbformat'],
    [notebook([], { cells: {} }), 'cells'],
    [notebook([{ cell_type: 'evil', source: '' }]), 'cells[0].cell_type'],
    [notebook([code('1'), { cell_type: 'code', source: 1, outputs: [] }]), 'cells[1].source'],
    [notebook([{ cell_type: 'code', source: '', outputs: {} }]), 'cells[0].outputs'],
  ])('refuses %j naming %s', async (content, field) => {
    expect(problems(await read(await write({ 'n.ipynb': content })))).toEqual([`refused n.ipynb ${field} notebook_invalid`]);
  });

  it('gives equal titles different slugs, the same ones every time', async () => {
    await write({ 'z/one.ipynb': notebook([markdown('# Same')]), 'a/b/two.ipynb': notebook([markdown('# Same')]), 'a/c/two.ipynb': notebook([markdown('# Same')]) });
    const slugs = async () => Object.fromEntries(packs(await read(folder)).map((pack) => [pack.item, pack.slug]));
    expect(await slugs()).toEqual({ 'z/one.ipynb': 'same', 'a/b/two.ipynb': 'same-two', 'a/c/two.ipynb': 'same-two-c' });
    await write({ 'aa/new.ipynb': notebook([markdown('# Other')]) });
    expect((await slugs())['z/one.ipynb']).toBe('same');
  });
});

describe('prompts', () => {
  const csv = (text: string) => write({ 'prompts.csv': text });

  it('makes one pack of each row and names the others by their row', async () => {
    const items = await read(await csv('act,prompt,for_devs\nLinux Terminal,"Act as a ""terminal"".\nReply only with output.",TRUE\n,No title,FALSE\nNo prompt,,FALSE\nLinux Terminal,"Act as a ""terminal"".\nReply only with output.",TRUE\nLinux Terminal,Another text entirely.,FALSE\n'));
    expect(packs(items).map((pack) => [pack.item, pack.slug, pack.title, pack.type])).toEqual([['prompts.csv row 2', 'linux-terminal', 'Linux Terminal', 'prompt'], ['prompts.csv row 6', 'linux-terminal-2', 'Linux Terminal', 'prompt']]);
    expect(problems(items)).toEqual(['refused prompts.csv row 3 title csv_row', 'refused prompts.csv row 4 prompt csv_row', 'skipped prompts.csv row 5 title csv_duplicate']);
    const [file] = packs(items)[0]?.files ?? [];
    expect(file !== undefined && 'content' in file && file.content.toString()).toBe('# Linux Terminal\n\nAct as a "terminal".\nReply only with output.\n');
  });

  it('takes prices in major units, tags and versions', async () => {
    const [usd, jpy] = packs(await read(await csv('title,prompt,tags,price,currency,version\nA,Do this and that.,"x; y",4.99,usd,1.2.0\nB,Do this and that too.,,500,jpy,\n')));
    expect(usd).toMatchObject({ price: { amountMinor: 499, currency: 'usd' }, tags: ['x', 'y'], version: '1.2.0' });
    expect(jpy?.price).toMatchObject({ amountMinor: 500, currency: 'jpy' });
  });

  it.each([
    ['title,prompt,price\nA,Text,free', 'price'],
    ['title,prompt,price\nA,Text,-1', 'price'],
    ['title,prompt,price\nA,Text,0.001', 'price'],
    ['title,prompt,price\nA,Text,0.10', 'price'],
    ['title,prompt,price,currency\nA,Text,1.5,jpy', 'price'],
    ['title,prompt,price,currency\nA,Text,1.5,xxx', 'currency'],
    ['title,prompt,version\nA,Text,latest', 'version'],
    [`title,prompt\nA,${'x'.repeat(100_001)}`, 'prompt'],
    [`title,prompt\n${'x'.repeat(121)},Text`, 'title'],
  ])('refuses the row of %j', async (text, field) => {
    expect(problems(await read(await csv(text)))).toEqual([`refused prompts.csv row 2 ${field} csv_row`]);
  });

  it('refuses a broken file as a whole', async () => {
    const broken = ['act,prompt\n"open,Text\n', 'act,prompt\nA,B,C\n', 'act,prompt,act\nA,B,C\n', `act,prompt\nA,"${'x'.repeat(3_000_000)}"\n`, 'act,prompt\nA,\u0000\n'];
    for (const text of broken) expect(problems(await read(join(await csv(text), 'prompts.csv')))).toEqual([expect.stringMatching(/^refused prompts.csv (row \d+|file) (csv|text)_/)]);
  });

  it('gives a title in another script an address that stays', async () => {
    const [pack] = packs(await read(await csv('title,prompt\n料理長,Cook something.\n')));
    expect(pack?.slug).toMatch(/^prompt-[0-9a-f]{10}$/);
    expect(pack?.title).toBe('料理長');
  });

  it('keeps cells that look like formulas as the text they are', async () => {
    const [pack] = packs(await read(await csv('act,prompt\n=cmd|calc,"=HYPERLINK(""http://x"")"\n')));
    expect(pack?.title).toBe('=cmd|calc');
  });
});

describe('archives', () => {
  const zipOf = (files: Record<string, string | Buffer>) => writeZip(Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content) })));
  const leftovers = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('latchkey-upload-')).length;

  it('reads a pack in one folder of a ZIP and leaves nothing behind', async () => {
    const before = await leftovers();
    const items = await read(join(await write({ 'kit.zip': zipOf({ 'kit-1.0/package.json': '{"name":"kit","version":"1.0.0"}', 'kit-1.0/README.md': '# Kit', '__MACOSX/._README.md': 'x' }) }), 'kit.zip'));
    expect(packs(items).map((pack) => [pack.item, pack.slug, pack.files.map((file) => file.path)])).toEqual([['kit.zip', 'kit', ['README.md', 'package.json']]]);
    expect(await leftovers()).toBe(before);
  });

  it.each([
    [{ 'a.txt': 'x' }, 'archive', 'archive_no_pack'],
    [{ 'package.json': '{"name":"x"}', '.env': 'A=1' }, '.env', 'secret_file'],
    [{ 'package.json': '{"name":"x"}', 'inner.zip': zipOf({ a: 'x' }) }, 'inner.zip', 'content_archive'],
    [{ 'package.json': '{"name":"x","name":"y"}' }, 'name', 'json_duplicate_key'],
    [{ 'package.json': '{"name":"x"}', 'a.png': '<html>' }, 'a.png', 'content_type'],
  ])('refuses %j', async (files, field, codeOfProblem) => {
    expect(problems(await read(join(await write({ 'x.zip': zipOf(files) }), 'x.zip')))).toEqual([`refused x.zip ${field} ${codeOfProblem}`]);
  });
});

describe('files that stand alone', () => {
  const library = (packs: object[]) => ({ schema: 1, seller: 'me', packs });
  const pack = { slug: 'meta', title: 'Meta', version: '1.0.0', price_cents: 0, currency: 'usd', files: [] };

  it('knows an index by its content, and leaves other JSON alone', async () => {
    const items = await read(await write({ 'shop.json': library([pack]), 'broken.json': '{"schema":1,"packs":[', 'wide.json': Buffer.from(JSON.stringify(library([pack])), 'utf16le'), 'data.json': [1, 2] }));
    expect(packs(items).map((each) => [each.slug, each.sellerSlug])).toEqual([['meta', 'me']]);
    expect(problems(items)).toEqual(['refused broken.json $ json_syntax', 'skipped data.json file file_unknown', expect.stringMatching(/^refused wide.json \$ json_/)]);
  });

  it('names a wicked picture and skips a good one', async () => {
    const good = await sharp({ create: { width: 2, height: 2, channels: 3, background: '#000' } }).png().toBuffer();
    expect(problems(await read(await write({ 'good.png': good, 'page.png': '<html>', 'cut.png': good.subarray(0, 40), 'x.svg': '<svg/>' })))).toEqual([
      'refused cut.png file image_broken', 'skipped good.png file file_picture', 'refused page.png file image_type', 'refused x.svg file image_svg',
    ]);
  });
});

describe('checkPack', () => {
  it('is the same version for the same bytes, wherever its licence came from', async () => {
    const hashOf = async (path: string) => {
      const [pack] = packs(await read(path));
      return pack === undefined ? '' : (await checkPack(pack)).contentHash;
    };
    await write({ 'ops/a.md': '# A\n\nSome text.', LICENSE: 'MIT' });
    const first = await hashOf(folder);
    expect(await hashOf(join(folder, 'ops'))).toBe(first);
    await write({ 'ops/a.md': '# A\n\nSome other text.' });
    expect(await hashOf(folder)).not.toBe(first);
  });
});
