import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import type { ZipFile } from 'yauzl';
import type { CheckedEntry } from './inspect-archive-entry';
import { IngestRefusal, refuse } from './ingest-refusal';
import { toPrintable } from './inspect-path';

/** Inflates one checked entry, stopping at the first byte beyond its declared size, and verifies size, checksum and that no compressed bytes are left over. */
export async function unpackEntry(zip: ZipFile, entry: CheckedEntry, options: { item: string; extractTo: string | null }): Promise<{ path: string; bytes: number; sha256: string }> {
  const fail = (code: string, message: string): never => refuse(options.item, { field: toPrintable(entry.path), code, message });
  const { compressedSize, uncompressedSize, compressionMethod } = entry.raw;
  const source = await zip.openReadStreamPromise(entry.raw, { decodeFileData: false });
  const seen = { bytes: 0, crc: 0, hash: createHash('sha256') };
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen.bytes += chunk.length;
      if (seen.bytes > uncompressedSize) {
        done(new IngestRefusal({ item: options.item, field: toPrintable(entry.path), code: 'entry_size', message: 'The file is larger than the archive says.' }));
        return;
      }
      seen.crc = crc32(chunk, seen.crc);
      seen.hash.update(chunk);
      done(null, chunk);
    },
  });
  const sink = await openSink(entry.path, options.extractTo);
  if (compressionMethod === 0) await pipeline(source, meter, sink);
  else {
    const inflate = createInflateRaw();
    await pipeline(source, inflate, meter, sink);
    if (inflate.bytesWritten !== compressedSize) fail('entry_size', 'There is data after the end of the compressed file.');
  }
  if (seen.bytes !== uncompressedSize) fail('entry_size', 'The file is smaller than the archive says.');
  if (seen.crc !== entry.raw.crc32) fail('entry_crc', 'The checksum of the file is wrong.');
  return { path: entry.path, bytes: seen.bytes, sha256: seen.hash.digest('hex') };
}

async function openSink(path: string, extractTo: string | null): Promise<Writable> {
  if (extractTo === null) return new Writable({ write: (_chunk, _encoding, done) => done() });
  const target = join(extractTo, path);
  await mkdir(dirname(target), { recursive: true });
  return createWriteStream(target, { flags: 'wx', mode: 0o600 });
}
