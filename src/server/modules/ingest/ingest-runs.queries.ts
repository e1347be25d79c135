import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { IngestItemResult, IngestRunSummary } from '@/shared/contracts/ingest';
import type { KeysetPosition } from '@/shared/keyset-cursor';

type RunRow = Omit<IngestRunSummary, 'startedAt' | 'finishedAt'> & { startedAt: Date; finishedAt: Date | null };

const RUN = Prisma.sql`r.id, r.source, s.slug as "sellerSlug", r.status, r.accepted, r.unchanged, r.refused, r.started_at as "startedAt", r.finished_at as "finishedAt"
  from ingest_runs r join sellers s on s.id = r.seller_id`;
const toSummary = (row: RunRow): IngestRunSummary => ({ ...row, startedAt: row.startedAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null });

/** Runs, newest first. */
export async function findRuns(reader: Reader, { after, limit }: { after: KeysetPosition | null; limit: number }): Promise<IngestRunSummary[]> {
  const before = after ? Prisma.sql`(r.started_at, r.id) < (${after.at}::timestamptz, ${after.id})` : Prisma.sql`true`;
  const rows = await reader.rows<RunRow>(Prisma.sql`
    select ${RUN} where ${before} order by r.started_at desc, r.id desc limit ${limit}`);
  return rows.map(toSummary);
}

export async function findRun(reader: Reader, runId: string): Promise<IngestRunSummary | undefined> {
  return (await reader.rows<RunRow>(Prisma.sql`select ${RUN} where r.id = ${runId}`)).map(toSummary)[0];
}

interface ResultLine extends Omit<IngestItemResult, 'problem'> {
  field: string | null;
  code: string | null;
  message: string;
}

/** The lines of a run's report, in the order of its source. */
export async function findResults(reader: Reader, runId: string): Promise<IngestItemResult[]> {
  const rows = await reader.rows<ResultLine>(Prisma.sql`
    select r.item, r.outcome, p.slug, r.version, r.field, r.code, r.message, r.warnings
    from ingest_results r left join products p on p.id = r.product_id where r.run_id = ${runId} order by r.position`);
  return rows.map(({ field, code, message, ...line }) => ({ ...line, problem: code === null ? null : { item: line.item, field: field ?? '', code, message } }));
}
