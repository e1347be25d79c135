import fs from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { buildShop, isBuildFresh } from '@/sandbox/build-shop';
import { startChild } from '@/sandbox/child';
import { HEAP_FLAGS } from '@/sandbox/heap-flags';
import { findFreePort } from '@/sandbox/postgres';
import { projectDir } from '@/tooling/migrate';
import { compare, type Comparison } from './measure';
import { API, serverEnv, type BenchContext } from './measure-api';
import { preferPort, startServer, type ServerProcess } from './processes';
import { toPath } from './scenarios';

const NAMES = ['next-list', 'next-detail', 'next-page', 'page'];
const LISTING_PATHS = ['/marketplace?type=node', '/marketplace?q=postgres', '/marketplace?tag=auth', '/marketplace?sort=price-low'];

/** The shop as it is deployed: procedures and pages through Next, the prepared marketplace page beside an empty static one, and the weight of its scripts. */
export async function measureNext(context: BenchContext): Promise<void> {
  if (!NAMES.some((name) => context.isWanted(name))) return;
  const port = await preferPort(4712);
  const env = serverEnv(context.database, port);
  await build(context, env);
  const shop = await startServer({ name: 'shop', args: [...HEAP_FLAGS, '--import', 'tsx', 'src/server/web/main.ts', '--host=127.0.0.1'], port, env, logDir: context.logDir });
  try {
    await measureProcedures(context, shop);
    context.facts.push({ name: 'memory of the shop answering the API', value: shop.peakMegabytes(), unit: 'MB', bar: 350 });
    if (context.isWanted('page')) await measurePreparedPage(context, shop);
    if (context.isWanted('next-page')) await add(context, { scenario: 'next-page', subject: { origin: shop.origin, paths: LISTING_PATHS }, yardsticks: {} });
    context.facts.push({ name: 'memory of the shop, pages rendered on request included', value: shop.peakMegabytes(), unit: 'MB', bar: 350 });
    context.facts.push({ name: 'scripts of the marketplace page, gzip', value: await weighScripts(shop.origin), unit: 'kB', bar: 180 });
  } finally {
    await shop.stop();
  }
}

async function add({ log, rows, effort }: BenchContext, comparison: Comparison): Promise<void> {
  log(`Measuring ${comparison.scenario} …`);
  rows.push(...(await compare(comparison, effort)));
}

/** Procedures through Next, beside the same ones on the standalone server. */
async function measureProcedures(context: BenchContext, shop: ServerProcess): Promise<void> {
  const wanted = context.scenarios.filter(({ name }) => ['list', 'detail'].includes(name) && context.isWanted(`next-${name}`));
  if (wanted.length === 0) return;
  const port = await findFreePort();
  const api = await startServer({ ...API, port, env: serverEnv(context.database, port), logDir: context.logDir });
  try {
    for (const scenario of wanted) {
      const paths = scenario.inputs.map((input) => toPath(scenario, input));
      await add(context, { scenario: `next-${scenario.name}`, subject: { origin: shop.origin, paths }, yardsticks: { api: { origin: api.origin, paths } } });
    }
  } finally {
    await api.stop();
  }
}

/** `npm start` builds again afterwards, because the pages of this build are of the scratch database. */
async function build({ logDir, log }: BenchContext, env: Record<string, string>): Promise<void> {
  const options = { projectDir, logDir, environment: { ...process.env, ...env, NODE_ENV: 'production' as const }, onChild: () => undefined };
  if (isBuildFresh(options)) return;
  log('Building the shop on the scratch database …');
  await buildShop(options);
}

/** The page that is ready when asked for, beside a page with nothing on it in an application with nothing else in it, served by the same program. */
async function measurePreparedPage(context: BenchContext, shop: ServerProcess): Promise<void> {
  const port = await findFreePort();
  // Not in node_modules, whose files the bundler takes for finished ones.
  const folder = path.join(projectDir, '.latchkey', 'bench-empty');
  writeEmptyApp(folder);
  context.log('Building an empty page …');
  const next = path.join(projectDir, 'node_modules', 'next', 'dist', 'bin', 'next');
  await buildEmptyApp(folder, next, context.logDir);
  const empty = await startServer({ name: 'empty', args: [next, 'start', '-p', String(port), '-H', '127.0.0.1'], port, env: { NODE_ENV: 'production' }, cwd: folder, logDir: context.logDir });
  try {
    await add(context, { scenario: 'page', subject: { origin: shop.origin, paths: ['/marketplace'] }, yardsticks: { empty: { origin: empty.origin, paths: ['/'] } } });
  } finally {
    await empty.stop();
  }
}

function writeEmptyApp(folder: string): void {
  fs.mkdirSync(path.join(folder, 'app'), { recursive: true });
  const files: Record<string, string> = {
    'package.json': '{ "name": "empty", "private": true }',
    'next.config.mjs': `export default { poweredByHeader: false, turbopack: { root: ${JSON.stringify(projectDir)} } };`,
    'app/layout.jsx': 'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }',
    'app/page.jsx': 'export default function Page() { return <main>Nothing</main>; }',
  };
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
}

async function buildEmptyApp(folder: string, next: string, logDir: string): Promise<void> {
  const child = startChild({ name: 'empty-build', args: [next, 'build'], env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }, projectDir: folder, logDir });
  const { code } = await child.exited;
  if (code !== 0) throw new Error(`the empty page could not be built:\n${child.lastWords()}`);
}

/** Kilobytes of script a first visit to the marketplace loads, compressed. */
async function weighScripts(origin: string): Promise<number> {
  const html = await (await fetch(`${origin}/marketplace`)).text();
  const sources = new Set([...html.matchAll(/<script[^>]+src="([^"]+\.js[^"]*)"(?![^>]*noModule)/gi)].map(([, source = '']) => source));
  let bytes = 0;
  for (const source of sources) {
    const script = Buffer.from(await (await fetch(new URL(source, origin))).arrayBuffer());
    bytes += Math.max(gzipSync(script).length, brotliCompressSync(script).length);
  }
  return bytes / 1000;
}
