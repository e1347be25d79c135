import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import matter from 'gray-matter';
import { compare } from 'semver';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkPack } from '@/server/modules/ingest/check-pack';
import { readGoodsIndex } from '@/server/modules/ingest/read-goods-index';
import { readLibrary } from '@/server/modules/ingest/read-library';
import { LibraryIndex, type LibraryPack } from '@/shared/contracts/ingest';
import { projectDir } from '@/tooling/migrate';
import { SeedBundles, SeedMembership, SeedPeople, SeedSeller } from '@/tooling/seed/seed-files';

const seedsDir = path.join(projectDir, 'supabase', 'seeds');
const folders = readdirSync(seedsDir, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
const foldersWith = (file: string) => folders.filter((folder) => existsSync(path.join(seedsDir, folder, file)));
const sellerDirs = foldersWith('library.json');
const goodsDirs = foldersWith('goods.json');

const Output = z.discriminatedUnion('output_type', [
  z.strictObject({ output_type: z.literal('stream'), name: z.enum(['stdout', 'stderr']), text: z.array(z.string()) }),
  z.strictObject({ output_type: z.literal('display_data'), data: z.record(z.string(), z.unknown()), metadata: z.object({}) }),
  z.strictObject({ output_type: z.literal('execute_result'), data: z.record(z.string(), z.unknown()), metadata: z.object({}), execution_count: z.int() }),
]);
const cellId = z.string().regex(/^[a-zA-Z0-9-_]{1,64}$/);
/** The parts of nbformat 4.5 that the seeds use (github.com/jupyter/nbformat, nbformat.v4.5.schema.json). */
const Notebook = z.strictObject({
  nbformat: z.literal(4),
  nbformat_minor: z.literal(5),
  metadata: z.object({ kernelspec: z.object({ name: z.string(), display_name: z.string() }), language_info: z.object({ name: z.string() }) }),
  cells: z.array(z.discriminatedUnion('cell_type', [
    z.strictObject({ cell_type: z.literal('markdown'), id: cellId, metadata: z.object({}), source: z.array(z.string()).min(1) }),
    z.strictObject({ cell_type: z.literal('code'), id: cellId, metadata: z.object({}), source: z.array(z.string()).min(1), execution_count: z.int(), outputs: z.array(Output) }),
  ])).min(3),
});

interface SeedVersion {
  seller: string;
  pack: LibraryPack;
  dir: string;
  label: string;
}

function listVersions(seller: string): SeedVersion[] {
  const index = LibraryIndex.parse(JSON.parse(readFileSync(path.join(seedsDir, seller, 'library.json'), 'utf8')));
  return index.packs.map((pack) => ({ seller, pack, dir: path.join(seedsDir, seller, pack.path ?? ''), label: `${pack.slug}@${pack.version}` }));
}

function listFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

const versions = sellerDirs.flatMap(listVersions);
const bySlug = new Map(versions.map(({ pack }) => [pack.slug, versions.filter((version) => version.pack.slug === pack.slug)]));
const filesOf = (pattern: RegExp) => versions.flatMap(({ dir, pack, label }) => pack.files.filter((file) => pattern.test(file)).map((file) => ({ label: `${label}/${file}`, file: path.join(dir, file) })));
const read = (file: string) => readFileSync(file, 'utf8');

describe('demo data', () => {
  it('has enough of every type, from several sellers, at several prices', () => {
    const latest = [...bySlug.values()].map((all) => all.at(-1)!.pack);
    const count = (keep: (pack: LibraryPack) => boolean) => latest.filter(keep).length;
    expect(latest.length).toBeGreaterThanOrEqual(44);
    expect(sellerDirs.length).toBeGreaterThanOrEqual(7);
    for (const type of ['node', 'next', 'runbook', 'jupyter', 'prompt'] as const) expect(count((pack) => pack.type === type), type).toBeGreaterThanOrEqual(6);
    expect(count((pack) => pack.price_cents === 0)).toBeGreaterThanOrEqual(3);
    expect(count((pack) => pack.currency === 'eur')).toBeGreaterThanOrEqual(3);
    expect(count((pack) => pack.team_price_cents !== undefined)).toBeGreaterThanOrEqual(10);
    expect([...bySlug.values()].filter((all) => all.length >= 2).length).toBeGreaterThanOrEqual(40);
  });

  it.each(folders)('introduces the seller %s', (seller) => {
    expect(SeedSeller.parse(JSON.parse(read(path.join(seedsDir, seller, 'seller.json')))).slug).toBe(seller);
  });

  it.each(sellerDirs)('lists the packs of %s', (seller) => {
    expect(JSON.parse(read(path.join(seedsDir, seller, 'library.json')))).toMatchObject({ schema: 1, seller });
  });

  it.each(sellerDirs)('of %s is taken by ingest without a refusal or a warning', async (seller) => {
    const items = await readLibrary(path.join(seedsDir, seller, 'library.json'), seller);
    expect(items.filter((item) => item.kind !== 'pack')).toEqual([]);
    for (const item of items) if (item.kind === 'pack') expect((await checkPack(item.draft)).warnings).toEqual([]);
  });

  it.each(goodsDirs)('of %s is taken by ingest whole, with a weight, a price in dollars and euros, and rates to send it by', async (seller) => {
    const items = await readGoodsIndex(path.join(seedsDir, seller, 'goods.json'), seller);
    for (const item of items) {
      if (item.kind !== 'goods') throw new Error(JSON.stringify(item));
      const { goods, pictures } = item.draft;
      expect(item.draft.sellerSlug).toBe(seller);
      expect(goods.weight_grams, goods.slug).toBeGreaterThan(0);
      expect(Object.keys(goods.prices ?? {}).sort(), goods.slug).toEqual(['eur', 'usd']);
      for (const picture of pictures) expect(picture.alt, goods.slug).not.toBe('');
    }
    expect(new Set(SeedSeller.parse(JSON.parse(read(path.join(seedsDir, seller, 'seller.json')))).shipping.map(({ currency }) => currency))).toEqual(new Set(['usd', 'eur']));
  });

  it('has goods of every sort: new and used, sold out, few left, one stock for all forms, with pictures and without', async () => {
    const goods = (await Promise.all(goodsDirs.map((seller) => readGoodsIndex(path.join(seedsDir, seller, 'goods.json'), seller)))).flat().flatMap((item) => (item.kind === 'goods' ? [item.draft.goods] : []));
    const stocks = goods.flatMap(({ variants }) => variants.map(({ stock }) => stock));
    expect(new Set(goods.map(({ condition }) => condition))).toEqual(new Set(['new', 'used']));
    expect(stocks).toEqual(expect.arrayContaining([0, 1, 2, 3]));
    expect(goods.some(({ stock }) => stock !== undefined)).toBe(true);
    expect(goods.some(({ variants }) => variants.every(({ stock }) => stock === 0))).toBe(true);
    expect(new Set(goods.map(({ images }) => images.length > 0))).toEqual(new Set([true, false]));
    expect(goods.filter(({ type, variants }) => type === 'sneaker' && variants.length >= 6).length).toBeGreaterThanOrEqual(4);
  });

  it('includes what is there in a membership whose year costs less', () => {
    const { plans, included } = SeedMembership.parse(JSON.parse(read(path.join(seedsDir, 'latchkey', 'membership.json'))));
    expect(included.filter(({ product }) => !bySlug.has(product))).toEqual([]);
    const of = (tier: string, interval: string) => plans.find((plan) => plan.tier === tier && plan.interval === interval)?.amount_minor ?? Number.NaN;
    for (const tier of ['pro', 'pro+', 'enterprise']) expect(of(tier, 'year')).toBeLessThan(of(tier, 'month') * 12);
  });

  it('bundles what is there, cheaper than its parts, across sellers and kinds', () => {
    const { bundles } = SeedBundles.parse(JSON.parse(read(path.join(seedsDir, 'latchkey', 'bundles.json'))));
    const goods = goodsDirs.flatMap((seller) => (JSON.parse(read(path.join(seedsDir, seller, 'goods.json'))) as { goods: { slug: string; prices: { usd: number } }[] }).goods.map(({ slug, prices }) => [slug, { minor: prices.usd, seller }] as const));
    const prices = new Map([...[...bySlug].map(([slug, all]) => [slug, { minor: all.at(-1)!.pack.price_cents, seller: all.at(-1)!.seller }] as const), ...goods]);
    expect(bundles.map(({ title }) => title)).toEqual(['Starter', 'Operator', 'Pro', 'First night on call']);
    for (const { slug, price_minor: price, parts } of bundles) expect(parts.reduce((sum, { product }) => sum + prices.get(product)!.minor, 0), slug).toBeGreaterThan(price);
    expect(new Set(bundles.at(-1)?.parts.map(({ product }) => prices.get(product)!.seller)).size).toBeGreaterThan(1);
  });

  it('has people whose addresses receive nothing, in organizations with an owner', () => {
    const { people, organizations } = SeedPeople.parse(JSON.parse(read(path.join(seedsDir, 'people.json'))));
    for (const { slug, members } of organizations) {
      expect(Object.values(members), slug).toContain('owner');
      for (const email of Object.keys(members)) expect(people.map((person) => person.email)).toContain(email);
    }
  });

  it('gives each slug to one seller and lists its versions in ascending order', () => {
    for (const [slug, all] of bySlug) {
      expect(new Set(all.map(({ seller }) => seller)).size, slug).toBe(1);
      expect(slug.length).toBeLessThanOrEqual(60);
      for (const [index, next] of all.slice(1).entries()) {
        expect(compare(all[index]!.pack.version, next.pack.version), next.label).toBe(-1);
        expect(Date.parse(all[index]!.pack.released_at ?? ''), next.label).toBeLessThan(Date.parse(next.pack.released_at ?? ''));
      }
    }
  });

  it('says about each pack what a buyer wants to know', () => {
    for (const { pack, label } of versions) {
      expect(pack.title.length, label).toBeLessThanOrEqual(80);
      expect(pack.summary?.length, label).toBeLessThanOrEqual(160);
      expect(pack.tags?.length, label).toBeGreaterThanOrEqual(3);
      for (const tag of pack.tags ?? []) expect(tag, label).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(pack.works_with?.length, label).toBeGreaterThanOrEqual(1);
      expect(pack.changelog?.length, label).toBeGreaterThan(10);
      for (const heading of ['What it is', 'What is inside', 'What it needs', 'What it does not do']) expect(pack.description, label).toContain(`## ${heading}`);
      expect([pack.preview, pack.readme], label).not.toContain(undefined);
      expect(pack.released_at! >= '2025-09-01' && pack.released_at! < '2026-11-20', label).toBe(true);
      expect(`${pack.title}${pack.summary}${pack.changelog}${pack.description}`, label).not.toMatch(/![^=[]|lorem ipsum/i);
    }
  });

  it('lists exactly the files that are there, and all of them are small', () => {
    for (const { seller } of versions) {
      const listed = versions.filter((version) => version.seller === seller).flatMap(({ pack }) => pack.files.map((file) => `${pack.path}/${file}`));
      const expected = ['library.json', 'seller.json', ...listed];
      expect(listFiles(path.join(seedsDir, seller)).sort()).toEqual(expected.sort());
    }
    const sizes = listFiles(seedsDir).map((file) => statSync(path.join(seedsDir, file)).size);
    expect(Math.max(...sizes)).toBeLessThan(200_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(4_000_000);
  });

  it('changes something besides the changelog with every version', () => {
    for (const all of bySlug.values()) {
      const hashes = all.map(({ dir, pack }) => {
        const hash = createHash('sha256');
        for (const file of pack.files.filter((name) => name !== 'CHANGELOG.md')) {
          const text = read(path.join(dir, file));
          hash.update(file).update(file === 'package.json' ? text.replace(/"version": "[^"]*"/, '') : text);
        }
        return hash.digest('hex');
      });
      expect(new Set(hashes).size, all[0]!.label).toBe(hashes.length);
      for (const { dir, pack, label } of all) expect(read(path.join(dir, 'CHANGELOG.md')), label).toContain(`## ${pack.version} (${pack.released_at?.slice(0, 10)})\n\n${pack.changelog}`);
    }
  });
});

describe('files of the demo data', () => {
  it('package.json carries the version of its pack and runs nothing on install', () => {
    const codePacks = versions.filter(({ pack }) => pack.type === 'node' || pack.type === 'next');
    expect(codePacks.length).toBeGreaterThan(30);
    for (const { dir, pack, label } of codePacks) {
      const manifest = z.looseObject({ name: z.string(), version: z.string(), scripts: z.record(z.string(), z.string()), exports: z.union([z.string(), z.record(z.string(), z.string())]).optional() })
        .parse(JSON.parse(read(path.join(dir, 'package.json'))));
      expect([manifest.name, manifest.version], label).toEqual([pack.slug, pack.version]);
      expect(Object.keys(manifest.scripts).filter((name) => /install|prepare|publish/.test(name)), label).toEqual([]);
      const targets = typeof manifest.exports === 'string' ? [manifest.exports] : Object.values(manifest.exports ?? {});
      for (const target of targets) expect(pack.files, label).toContain(target.replace('./', ''));
    }
  });

  it('code parses, and its relative imports are there', { timeout: 30_000 }, () => {
    const parsed = new Set<string>();
    for (const { label, file } of filesOf(/\.(js|ts|tsx)$/)) {
      const source = read(file);
      // Most files are the same in several versions, and parsing is the slow part.
      const diagnostics = parsed.has(source) ? [] : ts.transpileModule(source, { fileName: file, reportDiagnostics: true, compilerOptions: { allowJs: true, jsx: ts.JsxEmit.ReactJSX, module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 } }).diagnostics;
      parsed.add(source);
      expect(diagnostics?.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')), label).toEqual([]);
      for (const { fileName } of ts.preProcessFile(source).importedFiles.filter((found) => found.fileName.startsWith('.'))) {
        const target = path.resolve(path.dirname(file), fileName);
        expect(['', '.ts', '.tsx'].some((extension) => statSync(`${target}${extension}`, { throwIfNoEntry: false })?.isFile()), `${label} imports ${fileName}`).toBe(true);
      }
    }
  });

  it('notebooks are nbformat 4.5, were run from top to bottom, and show every kind of output', () => {
    const kinds = new Set<string>();
    for (const { label, file } of filesOf(/\.ipynb$/)) {
      const notebook = Notebook.parse(JSON.parse(read(file)), { error: () => label });
      const code = notebook.cells.filter((cell) => cell.cell_type === 'code');
      expect(new Set(notebook.cells.map(({ id }) => id)).size, label).toBe(notebook.cells.length);
      expect(code.map((cell) => cell.execution_count), label).toEqual(code.map((_, index) => index + 1));
      const outputs = code.flatMap((cell) => cell.outputs);
      expect(outputs.length, label).toBeGreaterThan(0);
      for (const output of outputs) for (const kind of output.output_type === 'stream' ? ['stream'] : Object.keys(output.data)) kinds.add(kind);
    }
    expect([...kinds].sort()).toEqual(['image/png', 'image/svg+xml', 'stream', 'text/html', 'text/plain']);
  });

  it('runbooks say in their front matter what they are for and when they were last drilled', () => {
    const pages = versions.filter(({ pack }) => pack.type === 'runbook').flatMap(({ dir, pack }) => pack.files.map((file) => path.join(dir, file))).filter((file) => file.endsWith('.md') && read(file).startsWith('---\n'));
    expect(pages.length).toBeGreaterThan(40);
    const FrontMatter = z.strictObject({ title: z.string(), service: z.string(), severity: z.string(), time_to_mitigate: z.string(), last_drilled: z.date() });
    for (const file of pages) expect(FrontMatter.safeParse(matter(read(file)).data).error, file).toBeUndefined();
  });

  it('text is clean', () => {
    expect(filesOf(/./).filter(({ file }) => /\r|\u0000|\b(TODO|FIXME|[Ll]orem ipsum)\b/.test(read(file))).map(({ label }) => label)).toEqual([]);
  });
});
