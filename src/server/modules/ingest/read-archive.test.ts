import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeZip, type ZipEntrySpec, type ZipSpec } from '@/testing/zip-writer';
import { INGEST_LIMITS } from './ingest-limits';
import { IngestRefusal } from './ingest-refusal';
import { readArchive } from './read-archive';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-test-'));
  return () => rm(folder, { recursive: true, force: true });
});

/** The code an archive is refused with, or the names it was taken with. */
async function verdict(bytes: Buffer): Promise<string> {
  const path = join(folder, 'a.zip');
  await writeFile(path, bytes);
  try {
    return (await readArchive(path, { item: 'a.zip', extractTo: null })).map((file) => file.path).join(' ');
  } catch (error) {
    if (error instanceof IngestRefusal) return error.problem.code;
    throw error;
  }
}

const entry = (name: string | Buffer, more: Partial<ZipEntrySpec> = {}): ZipEntrySpec => ({ name, content: 'hello', ...more });
const readme = entry('README.md');
const mode = (bits: number) => bits * 0x10000;
const extraField = (id: number, content: Buffer) => {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(content.length, 2);
  return Buffer.concat([head, content]);
};
const zeros = (bytes: number) => deflateRawSync(Buffer.alloc(bytes));

describe('readArchive', () => {
  it('takes honest archives and unpacks exactly their bytes', async () => {
    const path = join(folder, 'good.zip');
    await writeFile(path, writeZip([entry('src/'), readme, entry('src/index.js', { content: 'x'.repeat(100_000) }), entry('stored.txt', { method: 0 }), entry('streamed.md', { descriptor: true }), entry('émile.md')].map((each, index) => (index === 0 ? { ...each, content: '', attributes: mode(0o040755) } : each))));
    const target = await mkdtemp(join(folder, 'out-'));
    const files = await readArchive(path, { item: 'good.zip', extractTo: target });
    expect(files.map((file) => [file.path, file.bytes])).toEqual([['README.md', 5], ['src/index.js', 100_000], ['stored.txt', 5], ['streamed.md', 5], ['émile.md', 5]]);
    expect((await readdir(target, { recursive: true })).sort()).toEqual(['README.md', 'src', 'src/index.js', 'stored.txt', 'streamed.md', 'émile.md']);
    expect(await readFile(join(target, 'src/index.js'), 'utf8')).toBe('x'.repeat(100_000));
  });

  const names: [string, string | Buffer, string][] = [
    ['dot-dot', '../../evil.txt', 'path_traversal'],
    ['dot-dot in the middle', 'a/../../evil.txt', 'path_traversal'],
    ['absolute', '/etc/cron.d/evil', 'path_absolute'],
    ['backslash', '..\\..\\evil.txt', 'path_backslash'],
    ['drive', 'C:evil.txt', 'path_absolute'],
    ['home', '~/.ssh/config', 'path_absolute'],
    ['percent-encoded', '%2e%2e/evil.txt', 'path_encoded'],
    ['twice percent-encoded', '%252e%252e/evil.txt', 'path_encoded'],
    ['overlong UTF-8', Buffer.from([0xc0, 0xae, 0xc0, 0xae, 0x2f, 0x61]), 'path_encoding'],
    ['half a surrogate in UTF-8', Buffer.from([0x61, 0xed, 0xa0, 0x80]), 'path_encoding'],
    ['full-width dots', '．．/evil.txt', 'path_traversal'],
    ['one-dot leader', '\u2024\u2024/evil.txt', 'path_traversal'],
    ['full-width slash', 'a／..／b', 'path_traversal'],
    ['NUL', 'evil.sh\0.md', 'path_control'],
    ['line break', 'a\nb', 'path_control'],
    ['escape sequence', 'a\u001b[31m', 'path_control'],
    ['right-to-left override', 'invoice_\u202egpj.exe', 'path_invisible'],
    ['zero-width space', 'READ\u200bME.md', 'path_invisible'],
    ['reserved name', 'CON', 'path_reserved'],
    ['reserved name with extension', 'src/aux.txt', 'path_reserved'],
    ['reserved name with superscript', 'COM¹.md', 'path_reserved'],
    ['trailing dot', 'a.md.', 'path_trailing'],
    ['trailing space in a folder', 'a /b.md', 'path_trailing'],
    ['alternate data stream', 'a.md:evil', 'path_characters'],
    ['1,000 folders', `${'d/'.repeat(1_000)}f`, 'path_too_deep'],
    ['a long name', `${'x'.repeat(300)}.md`, 'path_too_long'],
    ['a name of 60,000 bytes', 'x/'.repeat(10) + 'y'.repeat(60_000), 'path_too_long'],
    ['empty parts', 'a//b', 'path_traversal'],
    ['only a slash', '/', 'path_absolute'],
    ['nothing', '', 'path_empty'],
  ];
  it.each(names)('refuses a name with %s', async (_case, name, code) => {
    expect(await verdict(writeZip([readme, entry(name)]))).toBe(code);
  });

  const entries: [string, ZipEntrySpec[], string][] = [
    ['a symbolic link', [entry('link', { attributes: mode(0o120777) })], 'entry_link'],
    ['a link to a folder, then a file through it', [entry('lib', { attributes: mode(0o120777), content: '/etc' }), entry('lib/passwd')], 'entry_link'],
    ['a Windows reparse point', [entry('link', { attributes: 0x400 })], 'entry_link'],
    ['a link in an extra field', [entry('link', { extra: extraField(0x756e, Buffer.alloc(14)) })], 'entry_extra'],
    ['setuid', [entry('suid', { attributes: mode(0o104755) })], 'entry_mode'],
    ['a device', [entry('dev', { attributes: mode(0o060644), content: '' })], 'entry_mode'],
    ['a pipe', [entry('pipe', { attributes: mode(0o010644), content: '' })], 'entry_mode'],
    ['a folder named as a file', [entry('folder', { attributes: mode(0o040755), content: '' })], 'entry_mode'],
    ['a file named as a folder', [entry('folder/', { content: 'data' })], 'entry_mode'],
    ['an encrypted entry', [entry('a.md', { flags: 0x801 })], 'entry_encrypted'],
    ['a masked header', [entry('a.md', { flags: 0x2800 })], 'entry_flags'],
    ['an unknown method', [entry('a.md', { method: 14 })], 'entry_method'],
    ['a second name', [entry('a.md', { extra: extraField(0x7075, Buffer.from('\u0001xxxx../evil')) })], 'entry_extra'],
    ['a second name in the local header', [entry('a.md', { local: { extra: extraField(0x7075, Buffer.from('\u0001xxxx../evil')) } })], 'entry_extra'],
    ['two names', [entry('safe.txt', { local: { name: 'evil.txt' } })], 'entry_mismatch'],
    ['two methods', [entry('a.md', { local: { method: 0 } })], 'entry_mismatch'],
    ['two sizes', [entry('a.md', { local: { bytes: 4 } })], 'entry_mismatch'],
    ['two checksums', [entry('a.md', { local: { crc: 1 } })], 'entry_mismatch'],
    ['a wrong checksum', [entry('a.md', { crc: 1 })], 'entry_crc'],
    ['a wrong checksum, stored', [entry('a.md', { crc: 1, method: 0 })], 'entry_crc'],
    ['a size too small', [entry('a.md', { bytes: 4 })], 'entry_size'],
    ['a size too large', [entry('a.md', { bytes: 6 })], 'entry_size'],
    ['a 40 MiB stream that says 10 bytes', [entry('zeros', { packed: zeros(40 * 1024 * 1024), bytes: 10 })], 'entry_size'],
    ['data after the compressed stream', [entry('a.md', { packed: Buffer.concat([deflateRawSync(Buffer.from('hello')), Buffer.from('PAYLOAD')]) })], 'entry_size'],
    ['broken compressed data', [entry('a.md', { packed: Buffer.from('ffffffffff', 'hex') })], 'archive_broken'],
    ['a compressed stream cut off', [entry('a.md', { packed: deflateRawSync(Buffer.from('hello'.repeat(50))).subarray(0, 5), content: 'hello'.repeat(50) })], 'archive_broken'],
    ['one file over 64 MiB', [entry('big', { packed: zeros(1_000), bytes: INGEST_LIMITS.fileBytes + 1 })], 'entry_too_large'],
    ['a ratio of 1,000', [entry('zeros', { content: Buffer.alloc(20 * 1024 * 1024) })], 'entry_ratio'],
    ['a ZIP64 entry', [entry('a.md', { extra: extraField(1, Buffer.alloc(16)) })], 'archive_zip64'],
    ['the same name twice', [entry('a.md'), entry('a.md')], 'path_collision'],
    ['names that differ in case', [entry('Readme.md'), entry('README.MD')], 'path_collision'],
    ['folders that differ in case', [entry('Src/a.md'), entry('src/b.md')], 'path_collision'],
    ['names that differ in Unicode form', [entry('caf\u00e9.md'), entry('cafe\u0301.md')], 'path_collision'],
    ['a file that is a folder', [entry('a'), entry('a/b')], 'path_collision'],
    ['a folder that is a file, the other way round', [entry('a/b'), entry('a')], 'path_collision'],
  ];
  it.each(entries)('refuses %s', async (_case, specs, code) => {
    expect(await verdict(writeZip([readme, ...specs]))).toBe(code);
  });

  it('refuses entries that share their bytes', async () => {
    const kernel = Buffer.alloc(200_000, 'ab');
    const first = writeZip([entry('a.md', { content: kernel })]);
    expect(await verdict(writeZip([entry('a.md', { content: kernel }), entry('a.md', { content: kernel, at: 0 })]))).toBe('path_collision');
    // Overlapping with names of their own: the second header stands inside the first entry's data.
    const inner = writeZip([entry('b.md', { content: 'inner' })]).subarray(0, 30 + 4 + deflateRawSync(Buffer.from('inner')).length);
    const overlapping = writeZip([entry('a.md', { method: 0, content: inner }), entry('b.md', { content: 'inner', at: 34 })]);
    expect(await verdict(overlapping)).toBe('archive_overlap');
    expect(await verdict(first)).toBe('a.md');
  });

  const eocd = writeZip([]);
  const shapes: [string, ZipEntrySpec[], ZipSpec & { code: string }][] = [
    ['no entries', [], { code: 'archive_empty' }],
    ['only folders', [entry('a/', { content: '', attributes: mode(0o040755) })], { code: 'archive_empty' }],
    ['a page before the archive', [readme], { prefix: Buffer.from('<script>alert(1)</script>'), code: 'archive_prefixed' }],
    ['a ZIP before the archive', [readme], { prefix: writeZip([entry('other.md')]), code: 'archive_prefixed' }],
    ['data between entries and directory', [readme], { gap: Buffer.from('hidden'), code: 'archive_layout' }],
    ['data after the archive', [readme], { suffix: Buffer.from('<script>'), code: 'archive_layout' }],
    ['a second end record after the first', [readme], { suffix: eocd, code: 'archive_layout' }],
    ['an end record in the comment', [readme], { comment: eocd, code: 'archive_layout' }],
    ['an end record in the middle of the comment', [readme], { comment: Buffer.concat([eocd, Buffer.from('tail')]), code: 'archive_layout' }],
    ['a local header in the comment', [readme], { comment: Buffer.from('PK\u0003\u0004'), code: 'archive_comment' }],
    ['more entries than it says', [readme, entry('b.md')], { entryCount: 1, code: 'archive_layout' }],
    ['fewer entries than it says', [readme], { entryCount: 2, code: 'archive_broken' }],
    ['20,000 entries', [readme], { entryCount: 20_000, code: 'archive_too_many' }],
    ['2,001 entries', Array.from({ length: 2_001 }, (_, index) => entry(`${index}.md`)), { code: 'archive_too_many' }],
    ['ZIP64 markers', [readme], { entryCount: 0xffff, code: 'archive_zip64' }],
    ['a directory elsewhere', [readme], { directoryStart: 10, code: 'archive_layout' }],
    ['a directory beyond the end', [readme], { directoryStart: 0xfffffff0, code: 'archive_layout' }],
  ];
  it.each(shapes)('refuses %s', async (_case, specs, { code, ...zip }) => {
    expect(await verdict(writeZip(specs, zip))).toBe(code);
  });

  it('takes a plain comment', async () => {
    expect(await verdict(writeZip([readme], { comment: Buffer.from('made by hand') }))).toBe('README.md');
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'archive_zero_bytes'],
    ['a few bytes', Buffer.from('PK'), 'archive_type'],
    ['a picture', Buffer.from(`GIF89a${'x'.repeat(60)}`), 'archive_type'],
    ['an archive cut off', writeZip([readme, entry('b.md')]).subarray(0, 90), 'archive_truncated'],
    ['an archive without its last byte', writeZip([readme]).subarray(0, -1), 'archive_truncated'],
  ])('refuses %s', async (_case, bytes, code) => {
    expect(await verdict(bytes)).toBe(code);
  });

  it('refuses every archive cut at any byte', async () => {
    const whole = writeZip([readme, entry('b.md', { descriptor: true })]);
    for (let length = 0; length < whole.length; length += 1) expect(await verdict(whole.subarray(0, length))).toMatch(/^(archive_|entry_)/);
  });
});
