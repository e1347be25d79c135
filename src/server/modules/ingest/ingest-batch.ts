import type { Database, ServiceTx } from '@/server/platform/db';
import type { Storage } from '@/server/platform/storage';
import type { IngestItemResult, IngestProblem } from '@/shared/contracts/ingest';
import { checkPack, type CheckedPack } from './check-pack';
import { findGoodsSlugs } from './goods.queries';
import { findProducts } from './ingest.queries';
import { IngestRefusal } from './ingest-refusal';
import type { GoodsDraft } from './goods-draft';
import type { SourceItem } from './pack-draft';
import type { GoodsPlan } from './plan-goods';
import { applyPlan, planPack, slugsOf, type KnownProduct, type PackPlan } from './plan-pack';
import { publishPacks, type PublishOptions, type StoredPack } from './publish-packs';
import { publishGoods, type StoredGoods } from './publish-goods';
import { storeGoods } from './store-goods';
import { storePack } from './store-pack';

/** Files are read, and objects written, for this many packs at a time. */
const CONCURRENCY = 8;
/** How often a pack is decided anew when others write the same slug at the same time. */
const MAX_ROUNDS = 5;

/** The parts of the platform that ingest works with. */
export interface IngestPlatform {
  db: Database;
  storage: Storage;
}

export type BatchResult = IngestItemResult & { productId: string | null };

export interface BatchOptions extends PublishOptions {
  /** Writes the report's lines in the transaction that writes the packs, so that a report never speaks of what is not there. */
  report: (tx: ServiceTx, lines: readonly BatchResult[]) => Promise<void>;
}

/** Takes in one batch: checks each pack, decides, stores objects, then commits every row at once. Results stand in the order of the items. */
export async function ingestBatch(platform: IngestPlatform, items: readonly SourceItem[], options: BatchOptions): Promise<BatchResult[]> {
  const results = new Map<number, BatchResult>();
  const checked = new Map<number, CheckedPack>();
  await inParallel([...items.entries()], async ([index, item]) => {
    if (item.kind === 'goods') return;
    if (item.kind !== 'pack') results.set(index, toLine({ item: item.problem.item, outcome: item.kind, problem: item.problem }));
    else await orRefuse(results, index, async () => checked.set(index, await checkPack(item.draft)));
  });
  const goods = await storeAllGoods(platform, items, results);
  let waiting = [...checked.entries()].sort(([left], [right]) => left - right);
  for (let round = 1; ; round += 1) {
    const stored = await storeBatch(platform, waiting, { options, results });
    const left = await platform.db.asService('ingest: write packs', async (tx) => {
      const undecided = new Set(await publishPacks(tx, stored.map(([, each]) => each), options));
      const written = stored.filter(([, each]) => !undecided.has(each));
      const isLast = undecided.size === 0 || round === MAX_ROUNDS;
      const lines = new Map(results);
      for (const [index, each] of written) lines.set(index, toWrittenLine(each));
      for (const [index, each] of stored) if (undecided.has(each) && isLast) lines.set(index, toLine({ item: each.pack.draft.item, outcome: 'refused', problem: toBusy(each.pack) }));
      if (isLast) for (const [at, plan] of (await publishGoods(tx, goods.map(([, each]) => each), options)).entries()) setGoodsLine(lines, goods[at], plan);
      if (isLast) await options.report(tx, items.map((_, index) => lines.get(index)).filter((line) => line !== undefined));
      return { lines, undecided, isLast };
    });
    for (const [index, line] of left.lines) results.set(index, line);
    if (left.isLast) return items.map((_, index) => results.get(index)).filter((line) => line !== undefined);
    waiting = stored.filter(([, each]) => left.undecided.has(each)).map(([index, each]) => [index, each.pack]);
  }
}

/** Puts the pictures of new things in their place; one that is no picture refuses its thing. */
async function storeAllGoods(platform: IngestPlatform, items: readonly SourceItem[], results: Map<number, BatchResult>): Promise<Indexed<StoredGoods>[]> {
  const drafts = [...items.entries()].flatMap(([index, item]): Indexed<GoodsDraft>[] => (item.kind === 'goods' ? [[index, item.draft]] : []));
  if (drafts.length === 0) return [];
  const known = await findGoodsSlugs(platform.db.readAsService('ingest: look at what is there'), drafts.map(([, { goods }]) => goods.slug));
  const stored: Indexed<StoredGoods>[] = [];
  for (const [index, draft] of drafts) await orRefuse(results, index, async () => stored.push([index, await storeGoods(platform.storage, draft, { isNew: !known.has(draft.goods.slug) })]));
  return stored;
}

function setGoodsLine(lines: Map<number, BatchResult>, entry: Indexed<StoredGoods> | undefined, plan: GoodsPlan): void {
  if (!entry) return;
  const [index, { draft: { item, goods: { slug } } }] = entry;
  if (plan.outcome === 'refused') lines.set(index, toLine({ item, outcome: 'refused', slug, problem: plan.problem }));
  else if (plan.outcome === 'unchanged') lines.set(index, toLine({ item, outcome: 'unchanged', slug, productId: plan.productId, warnings: plan.warnings }));
  else lines.set(index, toLine({ item, outcome: !plan.isVisible ? 'draft' : plan.action === 'create' ? 'created' : 'completed', slug, productId: plan.productId, warnings: plan.warnings }));
}

type Indexed<T> = [index: number, value: T];

/** Decides about each pack, in order, against one look at the database; puts the objects of those to be written in their place. */
async function storeBatch(platform: IngestPlatform, packs: readonly Indexed<CheckedPack>[], { options, results }: { options: BatchOptions; results: Map<number, BatchResult> }): Promise<Indexed<StoredPack>[]> {
  const slugs = [...new Set(packs.flatMap(([, pack]) => slugsOf(pack)))];
  const known = new Map<string, KnownProduct>();
  if (slugs.length > 0) for (const product of await findProducts(platform.db.readAsService('ingest: look at what is there'), slugs)) known.set(product.slug, product);
  const planned: Indexed<{ pack: CheckedPack; plan: Extract<PackPlan, { outcome: 'write' }> }>[] = [];
  for (const [index, pack] of packs) {
    const plan = planPack(pack, known, options);
    applyPlan(known, pack, { plan, sellerId: options.sellerId });
    if (plan.outcome === 'write') planned.push([index, { pack, plan }]);
    else results.set(index, toDecidedLine(pack, plan));
  }
  const stored: Indexed<StoredPack>[] = [];
  await inParallel(planned, async ([index, { pack, plan }]) => {
    await orRefuse(results, index, async () => stored.push([index, { pack, plan, assets: await storePack(platform.storage, pack, plan) }]));
  });
  return stored.sort(([left], [right]) => left - right);
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}

async function orRefuse(results: Map<number, BatchResult>, index: number, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof IngestRefusal)) throw error;
    results.set(index, toLine({ item: error.problem.item, outcome: 'refused', problem: error.problem }));
  }
}

function toLine(line: Partial<BatchResult> & Pick<BatchResult, 'item' | 'outcome'>): BatchResult {
  return { slug: null, version: null, problem: null, warnings: [], productId: null, ...line };
}

function toDecidedLine(pack: CheckedPack, plan: Exclude<PackPlan, { outcome: 'write' }>): BatchResult {
  const { item, slug, version } = pack.draft;
  if (plan.outcome === 'refused') return toLine({ item, outcome: 'refused', slug, version, problem: plan.problem });
  return toLine({ item, outcome: 'unchanged', slug, version, productId: plan.productId, warnings: [...pack.warnings] });
}

function toWrittenLine({ pack, plan }: StoredPack): BatchResult {
  const outcome = !plan.isVisible ? 'draft' : { create: 'created' as const, add: 'new_version' as const, complete: 'completed' as const }[plan.action];
  return toLine({ item: pack.draft.item, outcome, slug: plan.slug, version: pack.draft.version, productId: plan.productId, warnings: [...pack.warnings] });
}

function toBusy(pack: CheckedPack): IngestProblem {
  return { item: pack.draft.item, field: 'slug', code: 'slug_busy', message: 'Others are writing this pack at the same time; try again.' };
}
