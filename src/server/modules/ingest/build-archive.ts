import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { IngestRefusal } from './ingest-refusal';
import type { CheckedFile } from './inspect-file';
import { toPrintable } from './inspect-path';

/** Packs up to this size are built in memory; larger ones beside it, on disk. */
const IN_MEMORY_BYTES = 8 * 1024 * 1024;
/** The earliest time a ZIP can hold: the same files make the same archive whenever and wherever it is built. */
const FIXED_TIME = new Date(1980, 0, 1);
const ENTRY = { mtime: FIXED_TIME, mode: 0o100644, forceDosTimestamp: true };

/** An archive ready to be stored. Call `dispose` when it is. */
export interface BuiltArchive {
  bytes: number;
  sha256: string;
  open: () => Buffer | Readable;
  dispose: () => Promise<void>;
}

/**
 * Builds the ZIP a buyer downloads, from the files themselves: never the uploaded archive, so nothing hidden in that travels on. Sorted, with fixed times and modes.
 * Throws `IngestRefusal` when a file is no longer what was checked.
 */
export async function buildArchive(files: readonly CheckedFile[], item: string): Promise<BuiltArchive> {
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  const sorted = [...files].sort((left, right) => (left.path < right.path ? -1 : 1));
  return total <= IN_MEMORY_BYTES ? buildInMemory(sorted, item) : buildOnDisk(sorted, item);
}

async function buildInMemory(files: readonly CheckedFile[], item: string): Promise<BuiltArchive> {
  const zip = new ZipFile();
  for (const file of files) {
    const content = 'content' in file ? file.content : await readFile(file.absolutePath);
    if (createHash('sha256').update(content).digest('hex') !== file.sha256) throw toChanged(file, item);
    zip.addBuffer(content, file.path, ENTRY);
  }
  zip.end();
  const archive = await buffer(zip.outputStream);
  return { bytes: archive.length, sha256: createHash('sha256').update(archive).digest('hex'), open: () => archive, dispose: () => Promise.resolve() };
}

async function buildOnDisk(files: readonly CheckedFile[], item: string): Promise<BuiltArchive> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-archive-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'archive.zip');
  // yazl does not pass on the errors of what it reads; without this the archive would never end.
  const failure = new AbortController();
  const fail = (error: Error) => failure.abort(error);
  try {
    const zip = new ZipFile();
    for (const file of files) {
      zip.addReadStreamLazy(file.path, ENTRY, (done) => {
        const source: Readable = 'content' in file ? Readable.from([file.content]) : createReadStream(file.absolutePath);
        const verified = source.on('error', fail).pipe(verify(file, item));
        verified.on('error', fail);
        done(null, verified);
      });
    }
    zip.end();
    const hash = createHash('sha256');
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    await pipeline(zip.outputStream, meter, createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal: failure.signal });
    return { bytes: (await stat(path)).size, sha256: hash.digest('hex'), open: () => createReadStream(path), dispose };
  } catch (error) {
    await dispose();
    throw failure.signal.aborted ? failure.signal.reason : error;
  }
}

/** Passes a file through and fails at its end when it is not the one that was checked. */
function verify(file: CheckedFile, item: string): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(hash.digest('hex') === file.sha256 ? null : toChanged(file, item));
    },
  });
}

function toChanged(file: CheckedFile, item: string): IngestRefusal {
  return new IngestRefusal({ item, field: toPrintable(file.path), code: 'file_changed', message: 'The file changed while it was being read.' });
}
