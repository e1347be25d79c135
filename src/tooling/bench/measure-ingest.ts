import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseEnv } from '@/server/platform/env';
import { createPlatform } from '@/server/platform/platform';
import { ingestSource } from '@/server/modules/ingest/ingest-source';
import { serverEnv, type BenchContext } from './measure-api';

const PACKS = 10_000;

/** Seconds to take in 10,000 packs from one index, each with a file of its own, into an empty shop. */
export async function measureIngest({ database, isWanted, log, facts }: BenchContext): Promise<void> {
  if (!isWanted('ingest')) return;
  log(`Taking in ${PACKS.toLocaleString('en')} packs …`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'latchkey-bench-'));
  const ownerUrl = await database.createEmpty('bench_ingest');
  const platform = createPlatform(parseEnv({ ...serverEnv({ ownerUrl }, 3000), NODE_ENV: 'test', STORAGE_DIR: path.join(folder, 'storage') }));
  try {
    const indexPath = writeIndex(folder);
    const started = performance.now();
    const report = await ingestSource(platform, 'operator', { path: indexPath, name: 'library.json', sellerSlug: null, isDraft: false, defaultPrice: { amountMinor: 0, teamAmountMinor: null, currency: 'usd' } });
    const seconds = (performance.now() - started) / 1000;
    if (report.counts.created !== PACKS) throw new Error(`only ${report.counts.created} of ${PACKS} packs were taken in`);
    facts.push({ name: 'ingest of 10,000 products from one index', value: seconds, unit: 's', bar: 30 });
  } finally {
    await platform.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function writeIndex(folder: string): string {
  const packs = Array.from({ length: PACKS }, (_, index) => {
    const name = `files/pack-${index}.md`;
    return { slug: `bench-pack-${index}`, title: `Bench pack ${index} for Fastify`, version: '1.0.0', type: 'runbook', summary: 'A small pack.', tags: ['bench', `group-${index % 50}`], works_with: ['node'], price_cents: 1900, currency: 'USD', files: [name] };
  });
  fs.mkdirSync(path.join(folder, 'files'));
  for (const { files, title } of packs) fs.writeFileSync(path.join(folder, files[0] ?? ''), `# ${title}\n\n1. Look.\n2. Act.\n`);
  const indexPath = path.join(folder, 'library.json');
  fs.writeFileSync(indexPath, JSON.stringify({ schema: 1, packs }));
  return indexPath;
}
