import { z } from 'zod';
import { LibraryPack, PackSlug, type LibraryPack as LibraryPackShape } from '@/shared/contracts/ingest';
import { compare } from 'semver';
import { INGEST_LIMITS } from './ingest-limits';
import { IngestRefusal, refuse, type IngestFault } from './ingest-refusal';
import { findPathCollision, findPathFault } from './inspect-path';
import { parseStrictJson } from './parse-strict-json';
import { toFault } from './to-fault';

/** One entry of an index: taken, or refused with the field at fault. `item` is `slug@version` where both could be read, else `packs[i]`. */
export type IndexEntry = { item: string; pack: LibraryPackShape } | { item: string; refusal: IngestRefusal };

/** The envelope alone: entries are checked one by one, so that one bad pack does not take the others with it. */
const IndexEnvelope = z.strictObject({ $schema: z.string().max(500).optional(), schema: z.literal(1), seller: PackSlug.optional(), packs: z.array(z.unknown()).max(INGEST_LIMITS.indexPacks) });

/**
 * Reads a `library.json` (bytes, not yet parsed). Faults of the file or its envelope throw `IngestRefusal`; faults of one pack refuse that pack, in all its fields' names.
 * Entries come back ordered by slug's first appearance and, within a slug, by ascending version, as they must be published.
 */
export function readIndex(bytes: Uint8Array, item: string): { seller: string | null; entries: IndexEntry[] } {
  const document = parseStrictJson(bytes, { item, maxBytes: INGEST_LIMITS.indexBytes, maxDepth: INGEST_LIMITS.jsonDepth });
  const envelope = IndexEnvelope.safeParse(document);
  if (!envelope.success) return refuse(item, toFault(envelope.error, ''));
  const { seller, packs } = envelope.data;
  const seen = new Set<string>();
  const entries = packs.map((raw, index) => readEntry(raw, index, seen));
  return { seller: seller ?? null, entries: orderVersions(entries) };
}

function readEntry(raw: unknown, index: number, seen: Set<string>): IndexEntry {
  const prefix = `packs[${index}]`;
  const parsed = LibraryPack.safeParse(raw);
  if (!parsed.success) return refused(prefix, toFault(parsed.error, prefix));
  const pack = parsed.data;
  const item = `${pack.slug}@${pack.version}`;
  const fault = findPathsFault(pack, prefix) ?? (seen.has(item) ? { field: `${prefix}.version`, code: 'index_duplicate', message: 'This version of this pack is listed twice.' } : null);
  seen.add(item);
  return fault === null ? { item, pack } : refused(item, fault);
}

function refused(item: string, fault: IngestFault): IndexEntry {
  return { item, refusal: new IngestRefusal({ item, ...fault }) };
}

function findPathsFault(pack: LibraryPackShape, prefix: string): IngestFault | null {
  const places = [...pack.files.map((path, index) => ({ path, field: `${prefix}.files[${index}]` })), ...(pack.path === undefined ? [] : [{ path: pack.path.replace(/\/$/, ''), field: `${prefix}.path` }])];
  for (const { path, field } of places) {
    const fault = path === '.' && field.endsWith('.path') ? null : findPathFault(path);
    if (fault !== null) return { ...fault, field };
  }
  const collision = findPathCollision(pack.files);
  return collision === null ? null : { ...collision, field: `${prefix}.files`, message: `${collision.field}: ${collision.message}` };
}

function orderVersions(entries: readonly IndexEntry[]): IndexEntry[] {
  const groups = new Map<string, IndexEntry[]>();
  for (const [index, entry] of entries.entries()) {
    const key = 'pack' in entry ? entry.pack.slug : `\0${index}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  const byVersion = (left: IndexEntry, right: IndexEntry) => ('pack' in left && 'pack' in right ? compare(left.pack.version, right.pack.version) : 0);
  return [...groups.values()].flatMap((group) => group.sort(byVersion));
}
