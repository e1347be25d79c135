import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { ReconciliationFinding } from '@/shared/contracts/admin-reconciliation';

const MARK = 'stripe_money';

/** Until when Stripe's lists have been compared; null before the first time. */
export async function findReconciledUntil(reader: Reader): Promise<Date | null> {
  const [row] = await reader.rows<{ at: Date }>(Prisma.sql`select reached_at as at from watermarks where name = ${MARK}`);
  return row?.at ?? null;
}

/** Moves the mark forward, never back: two runs at once leave the later one. */
export async function moveReconciledUntil(tx: ServiceTx, at: Date): Promise<void> {
  await tx.$executeRaw`
    insert into watermarks as w (name, reached_at) values (${MARK}, ${at}) on conflict (name) do update set reached_at = greatest(w.reached_at, excluded.reached_at)`;
}

export async function insertRun(tx: ServiceTx, run: { id: string; requestedBy: string | null; startedAt: Date; since: Date }): Promise<void> {
  await tx.$executeRaw`insert into reconciliation_runs (id, requested_by, started_at, since) values (${run.id}, ${run.requestedBy}::uuid, ${run.startedAt}, ${run.since})`;
}

export interface RunEnd {
  runId: string;
  at: Date;
  failure: string | null;
  repaired: number;
  alarms: number;
  findings: readonly ReconciliationFinding[];
}

/** Writes down how a run ended, with what it counted, and lets go of what it had seen. */
export async function endRun(tx: ServiceTx, { runId, at, failure, repaired, alarms, findings }: RunEnd): Promise<void> {
  await tx.$executeRaw`
    update reconciliation_runs r set finished_at = ${at}, failure = ${failure}, repaired = ${repaired}, alarms = ${alarms}, findings = ${JSON.stringify(findings)}::jsonb,
      sessions = c.sessions, refunds = c.refunds, disputes = c.disputes
    from (select (count(*) filter (where kind = 'session'))::int as sessions, (count(*) filter (where kind = 'refund'))::int as refunds, (count(*) filter (where kind = 'dispute'))::int as disputes
      from reconciliation_sightings where run_id = ${runId}) c
    where r.id = ${runId}`;
  await tx.$executeRaw`delete from reconciliation_sightings where run_id = ${runId}`;
}

export interface RunRow {
  id: string;
  startedAt: Date;
  since: Date;
  finishedAt: Date | null;
  failure: string | null;
  requestedBy: string | null;
  sessions: number;
  refunds: number;
  disputes: number;
  repaired: number;
  alarms: number;
  findings: ReconciliationFinding[];
}

export function listRuns(reader: Reader, { after, limit }: { after: { at: Date; id: string } | null; limit: number }): Promise<RunRow[]> {
  const older = after ? Prisma.sql`(r.started_at, r.id) < (${after.at}::timestamptz, ${after.id})` : Prisma.sql`true`;
  return reader.rows<RunRow>(Prisma.sql`
    select r.id, r.started_at as "startedAt", r.since, r.finished_at as "finishedAt", r.failure, u.email as "requestedBy", r.sessions, r.refunds, r.disputes, r.repaired, r.alarms, r.findings
    from reconciliation_runs r left join users u on u.id = r.requested_by where ${older} order by r.started_at desc, r.id desc limit ${limit}`);
}

/** Whether a job of the reconciler waits or is at work. */
export async function isReconcilerJobOpen(reader: Reader): Promise<boolean> {
  const rows = await reader.rows<object>(Prisma.sql`select 1 from app.queue_jobs(wanted_task => 'reconcile-stripe') where state in ('waiting', 'running', 'retrying')`);
  return rows.length > 0;
}
