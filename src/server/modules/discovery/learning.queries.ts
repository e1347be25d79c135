import { Prisma } from '@generated/client';
import type { ServiceTx } from '@/server/platform/db';

export interface Moment {
  /** What happened before this, and not before `since`. */
  now: Date;
  since: Date;
}

/** What people and visitors chose, one row each time: bought or unlocked, saved, looked at. What a membership opened was not chosen one by one. */
const acts = ({ now, since }: Moment) => Prisma.sql`
  select 'user:' || o.buyer_user_id as subject, i.product_id, 3.0 as weight, o.paid_at as at from orders o join order_items i on i.order_id = o.id where o.paid_at > ${since}::timestamptz and o.paid_at <= ${now}::timestamptz
  union all select 'user:' || holder_user_id, product_id, 3.0, created_at from entitlements where holder_user_id is not null and source <> 'membership' and created_at > ${since}::timestamptz and created_at <= ${now}::timestamptz
  union all select 'user:' || user_id, product_id, 2.0, created_at from favorites where created_at > ${since}::timestamptz and created_at <= ${now}::timestamptz
  union all select coalesce('user:' || user_id, 'visitor:' || visitor_id), product_id, 1.0, first_at from discovery_signals
    where kind = 'view' and first_at > ${since}::timestamptz and first_at <= ${now}::timestamptz and expires_at > ${now}::timestamptz`;

/** A list of one trait, and the one of everything. */
const LIST_LENGTH = Prisma.raw('30');
const ALL_LENGTH = Prisma.raw('60');

/** Writes all lists anew; whoever reads meanwhile reads the old ones. */
export async function rewriteCandidates(tx: ServiceTx, moment: Moment): Promise<void> {
  // One writer at a time, or two would write the same places.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('discovery_candidates'))`;
  await tx.$executeRaw`delete from discovery_candidates`;
  await tx.$executeRaw(Prisma.sql`
    with chosen as (select product_id, ln(1 + sum(weight)) as weight from (select subject, product_id, max(weight) as weight from (${acts(moment)}) a group by 1, 2) b group by 1),
    most as (select greatest(max(weight), 1) as weight from chosen),
    listed as (
      select e.product_id, e.released_at, e.type, e.tags, e.works_with, coalesce(c.weight / m.weight, 0)::real as popularity
      from catalog_entries e cross join most m left join chosen c using (product_id) where not e.is_sold_out),
    placed as (
      select 'all' as list, product_id, popularity, released_at from listed
      union all select 'type:' || type, product_id, popularity, released_at from listed
      union all select distinct 'tag:' || lower(t), product_id, popularity, released_at from listed, unnest(tags) t
      union all select distinct 'works:' || lower(w), product_id, popularity, released_at from listed, unnest(works_with) w),
    ranked as (select list, row_number() over (partition by list order by popularity desc, released_at desc, product_id desc) as rank, product_id, popularity from placed)
    insert into discovery_candidates (list, rank, product_id, popularity)
    select list, rank, product_id, popularity from ranked where rank <= case list when 'all' then ${ALL_LENGTH} else ${LIST_LENGTH} end`);
}

/** Of one subject the newest things say most, and nobody says more than this. */
const MOST_OF_SUBJECT = Prisma.raw('30');
const MOST_NEIGHBOURS = Prisma.raw('20');
/** How many people it takes until what they have in common counts half. */
const SHRINKAGE = Prisma.raw('3');
/** Fewer people than this could be told from one another. A visitor may be anybody, also one of them in another browser, and counts for none. */
const FEWEST_PEOPLE = Prisma.raw('3');

/**
 * Learns anew what goes with one part of the products: cosine over who chose what, shrunk while few stand behind it. Pairs that fewer than
 * three people have made, signed in, are left out, so that nobody can be read from it.
 */
export async function relearnNeighbours(tx: ServiceTx, { moment, part, parts }: { moment: Moment; part: number; parts: number }): Promise<void> {
  const ofPart = (column: string) => Prisma.sql`mod(hashtext(${Prisma.raw(column)}) & 2147483647, ${parts}::int) = ${part}::int`;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('product_neighbours'))`;
  await tx.$executeRaw(Prisma.sql`delete from product_neighbours where ${ofPart('product_id')}`);
  await tx.$executeRaw(Prisma.sql`
    with chosen as (select subject, product_id, max(weight) as weight, max(at) as at from (${acts(moment)}) a group by 1, 2),
    kept as materialized (
      select subject, product_id, weight from (select *, row_number() over (partition by subject order by at desc, product_id) as n from chosen) c where n <= ${MOST_OF_SUBJECT}),
    norms as (select product_id, sqrt(sum(weight * weight)) as norm from kept group by 1),
    pairs as (
      select a.product_id, b.product_id as neighbour_id, sum(a.weight * b.weight) as dot, count(*) filter (where starts_with(subject, 'user:')) as people
      from kept a join kept b using (subject) where ${ofPart('a.product_id')} and a.product_id <> b.product_id group by 1, 2 having count(*) filter (where starts_with(subject, 'user:')) >= ${FEWEST_PEOPLE}),
    scored as (
      select p.product_id, p.neighbour_id, p.people, least(1, p.dot / (n.norm * m.norm) * p.people / (p.people + ${SHRINKAGE})) as score
      from pairs p join norms n on n.product_id = p.product_id join norms m on m.product_id = p.neighbour_id),
    ranked as (select *, row_number() over (partition by product_id order by score desc, neighbour_id) as n from scored where score > 0)
    insert into product_neighbours (product_id, neighbour_id, score, people) select product_id, neighbour_id, score, people from ranked where n <= ${MOST_NEIGHBOURS}`);
}
