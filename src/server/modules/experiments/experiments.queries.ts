import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { ExperimentArm } from '@/shared/contracts/experiments';
import type { KeysetPosition } from '@/shared/keyset-cursor';
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
  (select count(distinct coalesce(e.user_id::text, e.subject)) from recommendation_exposures e where e.experiment_id = x.id)::int as subjects`;

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

const NAME = Prisma.raw(`replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`);

/** Clicks that count are those before the end. */
const COUNTS = Prisma.sql`a.name = 'click' and a.at <= (select coalesce(x.stopped_at, 'infinity') from experiments x where x.id = e.experiment_id)`;

/**
 * Whom these exposures counted is gone for good: name and id, which both could be worked out anew, become random ones, and their clicks are cut from them. That somebody clicked stays noted, not
 * when, and each subject stays one, so that the counts stay what they were. `subjects` are hashed; what is under one of them but belongs to another person stays theirs. Exposures are held first,
 * by a statement of its own: the next sees the clicks that were being written.
 */
export async function renameExposures(tx: ServiceTx, { userId, subjects }: { userId: string | null; subjects: readonly string[] }): Promise<void> {
  const ids = (await tx.$queryRaw<{ id: string }[]>`
    select id from recommendation_exposures where user_id = ${userId}::uuid or (user_id is null and subject = any (${subjects}::text[])) order by id for update`).map(({ id }) => id);
  await tx.$executeRaw`
    with theirs as materialized (select id, experiment_id, subject from recommendation_exposures where id = any (${ids}::text[])),
    names as materialized (select experiment_id, subject, ${NAME} as name from theirs group by 1, 2),
    renamed as materialized (select t.id, 'rcm_' || left(${NAME}, 26) as new_id, n.name from theirs t join names n using (experiment_id, subject)),
    cut as (update analytics_events a set recommendation_id = null from renamed r where a.recommendation_id = r.id)
    update recommendation_exposures e set id = r.new_id, subject = r.name, user_id = null,
      was_clicked = e.was_clicked or exists (select from analytics_events a where a.recommendation_id = r.id and ${COUNTS}) from renamed r where e.id = r.id`;
}

/**
 * Cuts some of what visitors did before then from the recommendation that led there; answers how much it was. Of an exposure it stays noted that somebody clicked before its experiment ended, not when:
 * the time would lead back to the click. Exposures are locked before events, as where somebody is forgotten, so that the two never wait for each other crosswise.
 */
export function cutEvents(tx: ServiceTx, { before, limit }: { before: Date; limit: number }): Promise<number> {
  return tx.$executeRaw`
    with old as materialized (select id, name, recommendation_id, at from analytics_events where recommendation_id is not null and at < ${before}::timestamptz order by at limit ${limit}),
    held as materialized (select e.id from recommendation_exposures e where e.id in (select recommendation_id from old) order by e.id for update),
    noted as (update recommendation_exposures e set was_clicked = true from held h where e.id = h.id and exists (select from old a where a.recommendation_id = e.id and ${COUNTS}))
    update analytics_events a set recommendation_id = null from old where a.id = old.id and (select count(*) from held) >= 0`;
}

/** Of experiments that were stopped before then, so many at once, and what led there is cut from them; answers how many there were. */
export async function deleteExposures(tx: ServiceTx, { stoppedBefore, limit }: { stoppedBefore: Date; limit: number }): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    with gone as (
      delete from recommendation_exposures where id in (
        select e.id from experiments x join recommendation_exposures e on e.experiment_id = x.id where x.stopped_at < ${stoppedBefore}::timestamptz order by e.id limit ${limit}) returning id),
    cut as (update analytics_events a set recommendation_id = null from gone where a.recommendation_id = gone.id)
    select count(*)::int as count from gone`;
  return row?.count ?? 0;
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
export function findExperiments(reader: Reader, { after, limit }: { after: KeysetPosition | null; limit: number }): Promise<ExperimentRow[]> {
  const before = after ? Prisma.sql`(x.created_at, x.id) < (${after.at}::timestamptz, ${after.id})` : Prisma.sql`true`;
  return reader.rows<ExperimentRow>(Prisma.sql`select ${FIELDS} from experiments x where ${before} order by x.created_at desc, x.id desc limit ${limit}`);
}

export async function findExperiment(reader: Reader, id: string): Promise<ExperimentRow | undefined> {
  return (await reader.rows<ExperimentRow>(Prisma.sql`select ${FIELDS} from experiments x where x.id = ${id}`))[0];
}

export interface ArmCounts {
  strategy: string;
  /** People and visitors, and of those the ones who clicked and the ones who bought. */
  subjects: number;
  clickers: number;
  buyers: number;
}

/**
 * Per arm: whom it was shown, each once however often, who of them clicked, and who bought after being shown it first, as long as it runs. A visitor who signed in is one with the person; who
 * has seen two arms by that is left out. A purchase is an order that was paid, whatever became of it; a renewal is none.
 */
export function countArms(reader: Reader, { id, until }: { id: string; until: Date }): Promise<ArmCounts[]> {
  return reader.rows<ArmCounts>(Prisma.sql`
    with shown as (
      select e.strategy, coalesce(e.user_id::text, e.subject) as person, e.user_id, e.shown_at,
        e.was_clicked or exists (select from analytics_events a where a.recommendation_id = e.id and a.name = 'click' and a.at <= ${until}::timestamptz) as clicked
      from recommendation_exposures e where e.experiment_id = ${id}),
    people as (select min(strategy) as strategy, user_id, min(shown_at) as first_at, bool_or(clicked) as clicked from shown group by person, user_id having count(distinct strategy) = 1)
    select strategy, count(*)::int as subjects, (count(*) filter (where clicked))::int as clickers,
      (count(*) filter (where exists (select from orders o where o.buyer_user_id = p.user_id and o.subscription_id is null and o.paid_at >= p.first_at and o.paid_at <= ${until}::timestamptz)))::int as buyers
    from people p group by 1`);
}
