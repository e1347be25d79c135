import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { ExperimentArm } from '@/shared/contracts/experiments';
import type { Exposure } from './log-exposure';

export interface ExperimentRow {
  id: string;
  name: string;
  hypothesis: string;
  arms: ExperimentArm[];
  trafficPercent: number;
  createdAt: Date;
  startedAt: Date | null;
  stoppedAt: Date | null;
  subjects: number;
}

const FIELDS = Prisma.sql`x.id, x.name, x.hypothesis, x.arms, x.traffic_percent as "trafficPercent", x.created_at as "createdAt", x.started_at as "startedAt", x.stopped_at as "stoppedAt",
  (select count(distinct e.subject) from recommendation_exposures e where e.experiment_id = x.id)::int as subjects`;

/** The day is the key: a second look changes nothing. */
export async function insertExposure(reader: Reader, { id, experimentId, strategy, subject, userId, day, at }: Exposure & { id: string; day: string }): Promise<void> {
  await reader.rows(Prisma.sql`
    insert into recommendation_exposures (id, experiment_id, strategy, subject, user_id, day, shown_at)
    values (${id}, ${experimentId}, ${strategy}, ${subject}, ${userId}::uuid, ${day}::date, ${at}::timestamptz) on conflict do nothing`);
}

/** What a visitor was shown is the person's from now on, so that what they buy counts. */
export async function claimExposures(tx: ServiceTx, { subject, userId }: { subject: string; userId: string }): Promise<void> {
  await tx.$executeRaw`update recommendation_exposures set user_id = ${userId}::uuid where subject = ${subject} and user_id is null`;
}

export async function insertExperiment(tx: ServiceTx, row: { id: string; name: string; hypothesis: string; arms: readonly ExperimentArm[]; trafficPercent: number; createdBy: string; at: Date }): Promise<void> {
  await tx.$executeRaw`
    insert into experiments (id, name, hypothesis, place, arms, traffic_percent, created_by, created_at)
    values (${row.id}, ${row.name}, ${row.hypothesis}, 'home', ${JSON.stringify(row.arms)}::jsonb, ${row.trafficPercent}, ${row.createdBy}::uuid, ${row.at}::timestamptz)`;
}

export type StartOutcome = 'started' | 'other_runs' | 'not_a_draft' | 'missing';

/** One start at a time, so that the second hears a word and not the unique index. */
export async function startDraft(tx: ServiceTx, { id, at }: { id: string; at: Date }): Promise<StartOutcome> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('experiments'))`;
  const [row] = await tx.$queryRaw<{ startedAt: Date | null; otherRuns: boolean }[]>`
    select x.started_at as "startedAt", exists (select from experiments o where o.place = x.place and o.id <> x.id and o.started_at is not null and o.stopped_at is null) as "otherRuns"
    from experiments x where x.id = ${id}`;
  if (!row) return 'missing';
  if (row.startedAt !== null) return 'not_a_draft';
  if (row.otherRuns) return 'other_runs';
  await tx.$executeRaw`update experiments set started_at = ${at}::timestamptz where id = ${id} and started_at is null`;
  return 'started';
}

/** Answers whether it ran until now. */
export async function stopRunning(tx: ServiceTx, { id, at }: { id: string; at: Date }): Promise<boolean> {
  return (await tx.$executeRaw`update experiments set stopped_at = ${at}::timestamptz where id = ${id} and started_at is not null and stopped_at is null`) === 1;
}

/** The newest first. */
export function findExperiments(reader: Reader, limit: number): Promise<ExperimentRow[]> {
  return reader.rows<ExperimentRow>(Prisma.sql`select ${FIELDS} from experiments x order by x.created_at desc, x.id desc limit ${limit}`);
}

export async function findExperiment(reader: Reader, id: string): Promise<ExperimentRow | undefined> {
  return (await reader.rows<ExperimentRow>(Prisma.sql`select ${FIELDS} from experiments x where x.id = ${id}`))[0];
}

export interface ArmCounts {
  strategy: string;
  /** Days shown, and of those with a click. */
  shown: number;
  clicked: number;
  subjects: number;
  buyers: number;
}

/** Per arm: clicks on the days it was shown, and who bought after being shown it first, as long as it runs. A purchase is an order that was paid, whatever became of it. */
export function countArms(reader: Reader, { id, until }: { id: string; until: Date }): Promise<ArmCounts[]> {
  return reader.rows<ArmCounts>(Prisma.sql`
    with shown as (
      select e.strategy, e.subject, e.user_id, e.shown_at,
        exists (select from analytics_events a where a.recommendation_id = e.id and a.name = 'click' and a.at <= ${until}::timestamptz) as clicked
      from recommendation_exposures e where e.experiment_id = ${id}),
    subjects as (select strategy, subject, min(shown_at) as first_at, (array_agg(user_id) filter (where user_id is not null))[1] as user_id from shown group by 1, 2)
    select d.strategy, d.shown, d.clicked, s.subjects, s.buyers
    from (select strategy, count(*)::int as shown, (count(*) filter (where clicked))::int as clicked from shown group by 1) d
    join (select strategy, count(*)::int as subjects, (count(*) filter (where exists (
        select from orders o where o.buyer_user_id = x.user_id and o.paid_at >= x.first_at and o.paid_at <= ${until}::timestamptz)))::int as buyers
      from subjects x group by 1) s using (strategy)`);
}
