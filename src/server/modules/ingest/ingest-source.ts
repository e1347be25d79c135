import { recordAudit } from '@/server/modules/audit/record-audit';
import { clock } from '@/server/platform/clock';
import type { ServiceTx, Viewer } from '@/server/platform/db';
import { isRejectedData } from '@/server/platform/database-errors';
import { logger } from '@/server/platform/logger';
import { INGEST_OUTCOMES, type IngestItemResult, type IngestReport } from '@/shared/contracts/ingest';
import { AppError } from '@/shared/errors';
import { newId } from '@/shared/ids';
import { chooseSeller } from './choose-seller';
import { failAbandonedRuns, finishRun, insertResults, insertRun } from './ingest.queries';
import { ingestBatch, type BatchResult, type IngestPlatform } from './ingest-batch';
import type { PackPrice, SourceItem } from './pack-draft';
import type { PublishOptions } from './publish-packs';
import { readSource } from './read-source';

/** Packs that are checked, stored and written together. */
const BATCH_SIZE = 200;
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

export interface IngestSourceInput {
  /** A place of ours: chosen by an operator, below the assets root, or an upload we wrote. Never a path a visitor sent. */
  path: string;
  /** What the source is called in the report; by default the last part of the path. */
  name?: string;
  /** Wins over the seller an index names; with neither, the shop itself sells. */
  sellerSlug?: string | null;
  /** Keeps everything unpublished. */
  isDraft?: boolean;
  /** For packs that state no price. */
  defaultPrice: PackPrice;
  /** Called after each batch. */
  onProgress?: (progress: { done: number; total: number }) => void;
}

/** Who ingests: an admin, or the operator at the machine itself. */
export type IngestActor = Viewer | 'operator';

/**
 * Takes in everything a folder, ZIP, index or list holds and reports on each item. The same bytes again change nothing; other bytes under a version are refused; a new version is
 * published and its owners are told. Objects are stored first, then all rows of a batch of packs commit together: a killed run leaves no half pack and may simply be repeated.
 * Refused items do not keep others out. Throws FORBIDDEN, NOT_FOUND (path, seller), CONFLICT (suspended seller).
 */
export async function ingestSource(platform: IngestPlatform, actor: IngestActor, input: IngestSourceInput): Promise<IngestReport> {
  if (actor !== 'operator' && actor.role !== 'admin') throw new AppError('FORBIDDEN', 'Only admins take packs in.');
  const { db } = platform;
  const source = await readSource(input.path, input.name);
  try {
    const name = input.name ?? input.path;
    const runId = newId('ingestRun');
    const seller = await db.asService('ingest: start a run', async (tx) => {
      const at = clock.now();
      await failAbandonedRuns(tx, { startedBefore: new Date(at.getTime() - ABANDONED_AFTER_MS), at });
      const chosen = await chooseSeller(tx, { asked: input.sellerSlug ?? null, named: source.seller });
      await insertRun(tx, { id: runId, sellerId: chosen.id, startedBy: actor === 'operator' ? null : actor.userId, source: name.slice(0, 500), at });
      await recordAudit(tx, { ...toAuditActor(actor), action: 'ingest.run', targetType: 'ingest_run', targetId: runId, after: { source: name.slice(0, 500), seller: chosen.slug, draft: input.isDraft ?? false } });
      return chosen;
    });
    const finish = (status: 'finished' | 'failed') => db.asService('ingest: end a run', (tx) => finishRun(tx, { id: runId, status, at: clock.now() }));
    try {
      const items = input.sellerSlug == null ? source.items.map((item) => refuseOthers(item, seller.slug)) : source.items;
      const results = await ingestItems(platform, items, { input, runId, sellerId: seller.id });
      await finish('finished');
      return toReport({ runId, source: name, sellerSlug: seller.slug }, results);
    } catch (error) {
      // The failure itself is what the caller must hear of, also when it cannot be noted down.
      await finish('failed').catch(() => undefined);
      throw error;
    }
  } finally {
    await source.dispose();
  }
}

function toAuditActor(actor: IngestActor): { actorUserId: string | null; actorRole: 'admin' | 'system' } {
  return actor === 'operator' ? { actorUserId: null, actorRole: 'system' } : { actorUserId: actor.userId, actorRole: 'admin' };
}

/** A folder may hold indexes of several sellers; packs of one are never put into another's shop. */
function refuseOthers(item: SourceItem, sellerSlug: string): SourceItem {
  if (item.kind !== 'pack' && item.kind !== 'goods') return item;
  const named = item.draft.sellerSlug;
  if (named === null || named === sellerSlug) return item;
  return { kind: 'refused', problem: { item: item.draft.item, field: 'seller', code: 'seller_other', message: `The index belongs to ${named}: take it in by itself, or name a seller for all.` } };
}

async function ingestItems(platform: IngestPlatform, items: readonly SourceItem[], run: { input: IngestSourceInput; runId: string; sellerId: string }): Promise<IngestItemResult[]> {
  const { input, runId, sellerId } = run;
  const options = { sellerId, isDraft: input.isDraft ?? false, defaultPrice: input.defaultPrice };
  const results: IngestItemResult[] = [];
  for (let start = 0; start < items.length; start += BATCH_SIZE) {
    const batch = items.slice(start, start + BATCH_SIZE);
    const done = await ingestOrSplit(platform, { items: batch, start, runId }, options);
    results.push(...done.map(({ item, outcome, slug, version, problem, warnings }) => ({ item, outcome, slug, version, problem, warnings })));
    input.onProgress?.({ done: Math.min(start + BATCH_SIZE, items.length), total: items.length });
  }
  return results;
}

interface Batch {
  items: readonly SourceItem[];
  /** How many items of the run came before. */
  start: number;
  runId: string;
}

/** A batch, or, when the database will not hold something of it, its items one by one, so that one item that passed our checks and not the database's refuses itself alone. */
async function ingestOrSplit(platform: IngestPlatform, { items, start, runId }: Batch, options: PublishOptions): Promise<BatchResult[]> {
  const report = (tx: ServiceTx, lines: readonly BatchResult[]) => insertResults(tx, runId, lines.map((line, index) => ({ ...line, position: start + index + 1 })));
  try {
    return await ingestBatch(platform, items, { ...options, report });
  } catch (error) {
    if (!isRejectedData(error)) throw error;
    const [only] = items;
    if (items.length > 1) {
      const lines: BatchResult[] = [];
      for (const [index, item] of items.entries()) lines.push(...(await ingestOrSplit(platform, { items: [item], start: start + index, runId }, options)));
      return lines;
    }
    const item = only === undefined ? '' : 'draft' in only ? only.draft.item : only.problem.item;
    logger.warn({ err: error, item }, 'the database refused an item that passed every check');
    const problem = { item, field: 'pack', code: 'database_refused', message: 'The database cannot hold a value of this pack.' };
    return ingestBatch(platform, [{ kind: 'refused', problem }], { ...options, report });
  }
}

function toReport(run: Pick<IngestReport, 'runId' | 'source' | 'sellerSlug'>, results: IngestItemResult[]): IngestReport {
  const counts = Object.fromEntries(INGEST_OUTCOMES.map((outcome) => [outcome, results.filter((line) => line.outcome === outcome).length]));
  return { ...run, counts: counts as IngestReport['counts'], results };
}
