import { crc32, deflateRawSync } from 'node:zlib';

/** One entry as its two headers tell it; anything left out is honest. */
export interface ZipEntrySpec {
  name: string | Buffer;
  content?: Buffer | string;
  method?: number;
  flags?: number;
  /** External attributes: the mode in the upper 16 bits. */
  attributes?: number;
  /** What the local header says instead. */
  local?: { name?: string | Buffer; method?: number; crc?: number; bytes?: number; packed?: number; extra?: Buffer };
  /** What both headers say instead of the truth. */
  crc?: number;
  bytes?: number;
  extra?: Buffer;
  /** The compressed bytes instead of the content's. */
  packed?: Buffer;
  /** Points at this offset instead of writing bytes of its own. */
  at?: number;
  /** Sizes and checksum follow the data (flag 3). */
  descriptor?: boolean;
}

export interface ZipSpec {
  prefix?: Buffer;
  /** Between the last entry and the directory. */
  gap?: Buffer;
  comment?: Buffer;
  suffix?: Buffer;
  entryCount?: number;
  directoryBytes?: number;
  directoryStart?: number;
}

const FILE = 0o100644 * 0x10000;

/** Writes a ZIP header by header (APPNOTE.TXT 4.3), so that a test can make each of them lie. */
export function writeZip(specs: readonly ZipEntrySpec[], zip: ZipSpec = {}): Buffer {
  const parts: Buffer[] = [zip.prefix ?? Buffer.alloc(0)];
  const central: Buffer[] = [];
  for (const spec of specs) {
    const facts = toFacts(spec);
    const offset = spec.at ?? parts.reduce((sum, part) => sum + part.length, 0);
    if (spec.at === undefined) parts.push(toLocal(spec, facts));
    central.push(toCentral(spec, { ...facts, offset }));
  }
  parts.push(zip.gap ?? Buffer.alloc(0));
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(zip.entryCount ?? specs.length, 8);
  end.writeUInt16LE(zip.entryCount ?? specs.length, 10);
  end.writeUInt32LE(zip.directoryBytes ?? directory.length, 12);
  end.writeUInt32LE(zip.directoryStart ?? start, 16);
  end.writeUInt16LE(zip.comment?.length ?? 0, 20);
  return Buffer.concat([...parts, directory, end, zip.comment ?? Buffer.alloc(0), zip.suffix ?? Buffer.alloc(0)]);
}

interface Facts {
  name: Buffer;
  packed: Buffer;
  method: number;
  flags: number;
  crc: number;
  bytes: number;
}

function toFacts(spec: ZipEntrySpec): Facts {
  const content = Buffer.from(spec.content ?? '');
  const method = spec.method ?? 8;
  const packed = spec.packed ?? (method === 8 ? deflateRawSync(content) : content);
  const flags = (spec.flags ?? 0x800) | (spec.descriptor === true ? 0x8 : 0);
  return { name: Buffer.from(spec.name), packed, method, flags, crc: spec.crc ?? crc32(content), bytes: spec.bytes ?? content.length };
}

function toLocal({ local = {}, extra = Buffer.alloc(0), descriptor = false }: ZipEntrySpec, facts: Facts): Buffer {
  const name = local.name === undefined ? facts.name : Buffer.from(local.name);
  const localExtra = local.extra ?? extra;
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(facts.flags, 6);
  header.writeUInt16LE(local.method ?? facts.method, 8);
  header.writeUInt32LE(descriptor ? 0 : (local.crc ?? facts.crc), 14);
  header.writeUInt32LE(descriptor ? 0 : (local.packed ?? facts.packed.length), 18);
  header.writeUInt32LE(descriptor ? 0 : (local.bytes ?? facts.bytes), 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(localExtra.length, 28);
  return Buffer.concat([header, name, localExtra, facts.packed, descriptor ? toDescriptor(facts) : Buffer.alloc(0)]);
}

function toDescriptor({ crc, packed, bytes }: Facts): Buffer {
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(crc, 4);
  descriptor.writeUInt32LE(packed.length, 8);
  descriptor.writeUInt32LE(bytes, 12);
  return descriptor;
}

function toCentral({ extra = Buffer.alloc(0), attributes = FILE }: ZipEntrySpec, facts: Facts & { offset: number }): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(0x0314, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(facts.flags, 8);
  header.writeUInt16LE(facts.method, 10);
  header.writeUInt32LE(facts.crc, 16);
  header.writeUInt32LE(facts.packed.length, 20);
  header.writeUInt32LE(facts.bytes, 24);
  header.writeUInt16LE(facts.name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(attributes >>> 0, 38);
  header.writeUInt32LE(facts.offset, 42);
  return Buffer.concat([header, facts.name, extra]);
}
