import 'yauzl';
import type { Readable } from 'node:stream';

/** What yauzl 3 offers beyond `@types/yauzl` 2.10 (github.com/thejoshwolfe/yauzl, README). */
declare module 'yauzl' {
  interface LocalFileHeader {
    fileDataStart: number;
    generalPurposeBitFlag: number;
    compressionMethod: number;
    crc32: number;
    compressedSize: number;
    uncompressedSize: number;
    fileName: Buffer;
    extraField: Buffer;
  }
  interface Entry {
    fileNameRaw: Buffer;
    extraFieldRaw: Buffer;
  }
  interface ZipFile {
    eachEntry(): AsyncIterableIterator<Entry>;
    readLocalFileHeaderPromise(entry: Entry): Promise<LocalFileHeader>;
    openReadStreamPromise(entry: Entry, options: { decodeFileData?: boolean }): Promise<Readable>;
  }
  function fromBufferPromise(buffer: Buffer, options: Options): Promise<ZipFile>;
  function fromFdPromise(fd: number, options: Options): Promise<ZipFile>;
  function parseExtraFields(extraField: Buffer): { id: number; data: Buffer }[];
}
