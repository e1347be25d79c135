import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeZip } from '@/testing/zip-writer';
import { projectDir } from '@/tooling/migrate';

const MIB = 1024 * 1024;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'memory-test-'));
  const zeros = deflateRawSync(Buffer.alloc(60 * MIB));
  const kernel = deflateRawSync(Buffer.alloc(5 * MIB));
  await writeFile(path.join(folder, 'lying.zip'), writeZip([{ name: 'zeros', packed: zeros, bytes: 10 }]));
  await writeFile(path.join(folder, 'bomb.zip'), writeZip([{ name: 'zeros', packed: zeros, bytes: 60 * MIB }]));
  await writeFile(path.join(folder, 'overlap.zip'), writeZip(Array.from({ length: 1_000 }, (_, index) => ({ name: 'a', packed: kernel, bytes: 5 * MIB, ...(index > 0 && { at: 0 }) }))));
  await writeFile(path.join(folder, 'entries.zip'), writeZip(Array.from({ length: 20_000 }, (_, index) => ({ name: `${index}`, content: '' }))));
  await writeFile(path.join(folder, 'library.json'), Buffer.alloc(60 * MIB, ' '));
  await writeFile(path.join(folder, 'deep.json'), '['.repeat(3 * MIB));
  await writeFile(path.join(folder, 'objects.json'), Buffer.concat([Buffer.from('{"schema":1,"packs":[{}'), Buffer.alloc(7 * MIB - (7 * MIB) % 3, ',{}'), Buffer.from(']}')]));
  await writeFile(path.join(folder, 'keys.json'), `{"schema":1,"packs":[{${Array.from({ length: 500_000 }, (_, index) => (index % 9_000 === 8_999 ? `"k${index}":1},{"l":1` : `"k${index}":1`)).join(',')}}]}`);
  await writeFile(path.join(folder, 'prompts.csv'), Buffer.concat([Buffer.from('act,prompt\n'), Buffer.alloc(15 * MIB, 'a,b\n')]));
  await writeFile(path.join(folder, 'big.ipynb'), Buffer.alloc(40 * MIB, ' '));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Reads each file in a process of its own kind and answers the most memory it ever held, in MiB. */
async function peakOf(files: readonly string[]): Promise<{ peak: number; refused: number }> {
  const program = `
    import { readSource } from '@/server/modules/ingest/read-source';
    let refused = 0;
    for (const file of ${JSON.stringify(files)}) {
      const { items, dispose } = await readSource(file);
      if (items.every((item) => item.kind === 'refused')) refused += 1;
      await dispose();
    }
    console.log(JSON.stringify({ peak: process.resourceUsage().maxRSS / 1024, refused }));`;
  const child = spawn(process.execPath, ['--max-old-space-size=128', '--import', 'tsx', '--input-type=module', '--eval', program], { cwd: projectDir, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of child.stdout) output += String(chunk);
  return JSON.parse(output) as { peak: number; refused: number };
}

describe('memory while refusing', () => {
  it('stays under 256 MiB whatever the file claims or unpacks to', async () => {
    const files = ['lying.zip', 'bomb.zip', 'overlap.zip', 'entries.zip', 'library.json', 'deep.json', 'objects.json', 'keys.json', 'prompts.csv', 'big.ipynb'].map((name) => path.join(folder, name));
    const { peak, refused } = await peakOf(files);
    expect(refused).toBe(files.length);
    expect(peak).toBeLessThan(256);
    // Were it nothing, the measure would be broken.
    expect(peak).toBeGreaterThan(20);
  }, 60_000);
});
