import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { IngestItemResult, IngestRunSummary } from '@/shared/contracts/ingest';

type RunRow = Omit<IngestRunSummary, 'startedAt' | 'finishedAt'> & { startedAt: Date; finishedAt: Date | null };

/** Runs, newest first; or the one run asked for. */
export async function findRuns(reader: Reader, { limit, runId }: { limit: number; runId: string | null }): Promise<IngestRunSummary[]> {
  const rows = await reader.rows<RunRow>(Prisma.sql`
    select r.id, r.source, s.slug as "sellerSlug", r.status, r.accepted, r.unchanged, r.refused, r.started_at as "startedAt", r.finished_at as "finishedAt"
    from ingest_runs r join sellers s on s.id = r.seller_id where ${runId}::text is null or r.id = ${runId} order by r.started_at desc, r.id desc limit ${limit}`);
  return rows.map((row) => ({ ...row, startedAt: row.startedAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null }));
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
