import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { GoodsProduct } from '@/shared/contracts/goods-index';
import { PackSlug } from '@/shared/contracts/ingest';
import type { GoodsDraft } from './goods-draft';
import { INGEST_LIMITS } from './ingest-limits';
import { IngestRefusal, refuse } from './ingest-refusal';
import { findPathFault } from './inspect-path';
import type { SourceItem } from './pack-draft';
import { parseStrictJson } from './parse-strict-json';
import { readBounded } from './read-text';
import { toFault } from './to-fault';

/** The envelope alone: things are checked one by one, so that a bad one does not take the others with it. */
const GoodsEnvelope = z.strictObject({ $schema: z.string().max(500).optional(), schema: z.literal(1), seller: PackSlug.optional(), goods: z.array(z.unknown()).max(INGEST_LIMITS.indexPacks) });

/** Whether the first bytes of a JSON file are those of a list of goods. */
export function isGoodsIndex(head: string): boolean {
  return head.includes('"goods"') && !head.includes('"packs"');
}

/** Reads a `goods.json`: things with their forms, stock and pictures. One wrong thing refuses itself alone, by the field at fault. Throws `IngestRefusal` when the file cannot be read. */
export async function readGoodsIndex(indexPath: string, item: string): Promise<SourceItem[]> {
  const document = parseStrictJson(await readBounded(indexPath, { item, field: '$', maxBytes: INGEST_LIMITS.indexBytes }), { item, maxBytes: INGEST_LIMITS.indexBytes, maxDepth: INGEST_LIMITS.jsonDepth });
  const envelope = GoodsEnvelope.safeParse(document);
  if (!envelope.success) return refuse(item, toFault(envelope.error, ''));
  const { seller = null, goods } = envelope.data;
  const seen = new Set<string>();
  return Promise.all(goods.map(async (raw, index): Promise<SourceItem> => {
    try {
      const draft = await toDraft(raw, { prefix: `goods[${index}]`, base: dirname(indexPath), seller });
      if (seen.has(draft.goods.slug)) refuse(draft.item, { field: `goods[${index}].slug`, code: 'index_duplicate', message: 'This thing is listed twice.' });
      seen.add(draft.goods.slug);
      return { kind: 'goods', draft };
    } catch (error) {
      if (error instanceof IngestRefusal) return { kind: 'refused', problem: error.problem };
      throw error;
    }
  }));
}

async function toDraft(raw: unknown, { prefix, base, seller }: { prefix: string; base: string; seller: string | null }): Promise<GoodsDraft> {
  const parsed = GoodsProduct.safeParse(raw);
  if (!parsed.success) return refuse(prefix, toFault(parsed.error, prefix));
  const goods = parsed.data;
  for (const [index, { path }] of goods.images.entries()) {
    const field = `${prefix}.images[${index}].path`;
    const fault = findPathFault(path);
    if (fault !== null) refuse(goods.slug, { ...fault, field });
    if (!(await isPlainFile(base, path))) refuse(goods.slug, { field, code: 'file_missing', message: 'The picture is listed but not there, or behind a link.' });
  }
  return { item: goods.slug, sellerSlug: seller, goods, pictures: goods.images.map(({ path, alt }) => ({ name: path, alt, absolutePath: join(base, path) })), warnings: [] };
}

/** Looks at every part of the path, because a linked folder leads out as well as a linked file. */
async function isPlainFile(base: string, path: string): Promise<boolean> {
  const segments = path.split('/');
  for (let depth = 1; depth <= segments.length; depth += 1) {
    const stat = await lstat(join(base, ...segments.slice(0, depth))).catch(() => null);
    if (stat === null || !(depth === segments.length ? stat.isFile() : stat.isDirectory())) return false;
  }
  return true;
}
