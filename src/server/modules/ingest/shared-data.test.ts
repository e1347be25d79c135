import { existsSync, readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectDir } from '@/tooling/migrate';
import { checkPack } from './check-pack';
import { IngestRefusal } from './ingest-refusal';
import { inspectImage, toCoverImage } from './inspect-image';
import type { PackDraft } from './pack-draft';
import { readSource } from './read-source';

const shared = path.join(projectDir, '..', 'shared', 'data');
const isThere = existsSync(shared);
if (!isThere) console.warn('ingest: ../shared/data is not there, so its packs and hostile files are not tried; the suites beside this one make their own.');

/** Whether a source is taken whole, and the first problem if not. */
async function verdict(file: string): Promise<{ taken: PackDraft[]; problem: string | null }> {
  const source = await readSource(file);
  try {
    const taken: PackDraft[] = [];
    for (const item of source.items) {
      if (item.kind === 'goods') continue;
      if (item.kind !== 'pack') return { taken, problem: `${item.problem.field} ${item.problem.code}` };
      try {
        await checkPack(item.draft);
      } catch (error) {
        if (error instanceof IngestRefusal) return { taken, problem: `${error.problem.field} ${error.problem.code}` };
        throw error;
      }
      taken.push(item.draft);
    }
    return { taken, problem: null };
  } finally {
    await source.dispose();
  }
}

interface Hostile {
  file: string;
  expect: string;
}
const manifest: Hostile[] = isThere ? (JSON.parse(readFileSync(path.join(shared, 'hostile', 'manifest.json'), 'utf8')) as Hostile[]) : [];
const of = (kind: string) => manifest.filter((hostile) => hostile.file.startsWith(`${kind}/`)).map((hostile) => [hostile.file, hostile.expect] as const);

/** Where the manifest leaves it open, what we decided; by file, with the reason. */
const DECIDED: Readonly<Record<string, 'taken' | 'refused'>> = {
  'json/03_bom.json': 'taken',
  'json/09_dup_keys.json': 'refused',
  'json/19_price_minus_zero.json': 'refused',
  'json/21_currency_upper.json': 'taken',
  'json/28_unknown_fields.json': 'refused',
  // These two are refused only beside an earlier ingest: ingest-source.db.test.ts.
  'json/24_version_downgrade.json': 'taken',
  'json/25_version_republish.json': 'taken',
};
const toExpected = (file: string, expected: string) => DECIDED[file] ?? (expected.startsWith('REJECT') ? 'refused' : 'taken');

describe.skipIf(!isThere)('hostile files from outside', () => {
  it.each([...of('zip'), ...of('json')])('%s: %s', async (file, expected) => {
    const { problem } = await verdict(path.join(shared, 'hostile', file));
    expect(problem === null ? 'taken' : 'refused', problem ?? 'taken').toBe(toExpected(file, expected));
  });

  it.each(of('img'))('%s: %s', async (file, expected) => {
    const content = await readFile(path.join(shared, 'hostile', file));
    const fault = await inspectImage(file, content);
    expect(fault === null ? 'taken' : 'refused', fault?.code).toBe(toExpected(file, expected));
    if (fault === null) expect((await toCoverImage(content)).content.length).toBeLessThan((await stat(path.join(shared, 'hostile', file))).size + 1);
  });
});

describe.skipIf(!isThere)('packs from outside', () => {
  it.each([['prompts', 217, 'prompt'], ['runbooks', 9, 'runbook'], ['notebooks', 24, 'jupyter']] as const)('takes all of %s', async (folder, count, type) => {
    const { taken, problem } = await verdict(path.join(shared, folder));
    expect([problem, taken.length]).toEqual([null, count]);
    expect(new Set(taken.map((pack) => pack.slug)).size).toBe(count);
    for (const pack of taken) {
      expect(pack.type).toBe(type);
      expect(pack.title).toMatch(/^\S.{1,119}$/u);
      expect(pack.summary.length).toBeGreaterThan(5);
      expect(pack.tags.length).toBeGreaterThan(0);
      expect(pack.preview?.content.length).toBeGreaterThan(20);
      expect(pack.files.some((file) => /^licen[cs]e/i.test(file.path))).toBe(true);
    }
  });
});
