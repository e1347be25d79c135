import { Prisma } from '@generated/client';
import type { Reader, ServiceTx } from '@/server/platform/db';

export interface Moment {
  /** What happened before this, and not before `since`. */
  now: Date;
  since: Date;
}

/** What people and visitors chose, one row each time: bought or unlocked, saved, looked at. What a membership opened was not chosen one by one. */
const acts = ({ now, since }: Moment) => Prisma.sql`
  select o.buyer_user_id as subject, true as is_person, i.product_id, 3 as weight, o.paid_at as at from orders o join order_items i on i.order_id = o.id where o.paid_at > ${since}::timestamptz and o.paid_at <= ${now}::timestamptz
  union all select holder_user_id, true, product_id, 3, created_at from entitlements where holder_user_id is not null and source <> 'membership' and created_at > ${since}::timestamptz and created_at <= ${now}::timestamptz
  union all select user_id, true, product_id, 2, created_at from favorites where created_at > ${since}::timestamptz and created_at <= ${now}::timestamptz
  union all select coalesce(user_id, md5(visitor_id)::uuid), user_id is not null, product_id, 1, first_at from discovery_signals
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
    with chosen as (select product_id, ln(1 + sum(weight)) as weight from (select subject, is_person, product_id, max(weight) as weight from (${acts(moment)}) a group by 1, 2, 3) b group by 1),
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
 * three people have made, signed in, are left out, so that nobody can be read from it. One statement; whoever reads meanwhile reads the old rows.
 */
export async function relearnNeighbours(reader: Reader, { moment, part, parts }: { moment: Moment; part: number; parts: number }): Promise<void> {
  const ofPart = (column: string) => Prisma.sql`mod(hashtext(${Prisma.raw(column)}) & 2147483647, ${parts}::int) = ${part}::int`;
  // Products go by number meanwhile: millions of pairs are sorted, and names are long. Both norms joined at once would let the planner, who knows nothing
  // of how many there are, pair each product with each first. One writer at a time, or two would write the same pairs.
  await reader.rows(Prisma.sql`
    with writer as materialized (select pg_advisory_xact_lock(hashtext('product_neighbours'))::text as alone),
    chosen as (select subject, is_person, product_id, max(weight) as weight, max(at) as at from (${acts(moment)}) a group by 1, 2, 3),
    kept as materialized (
      select subject, is_person, product_id, weight from (select *, row_number() over (partition by subject, is_person order by at desc, product_id) as n from chosen) c
      where n <= ${MOST_OF_SUBJECT} and (select alone from writer) is not null),
    norms as materialized (select product_id, sqrt(sum(weight * weight)) as norm, row_number() over ()::int as number, ${ofPart('product_id')} as is_here from kept group by 1),
    numbered as materialized (select k.subject, k.is_person, k.weight, n.number, n.is_here from kept k join norms n using (product_id)),
    pairs as (
      select a.number, b.number as other, sum(a.weight * b.weight) as dot, count(*) filter (where is_person) as people
      from numbered a join numbered b using (subject, is_person) where a.is_here and a.number <> b.number group by 1, 2 having count(*) filter (where is_person) >= ${FEWEST_PEOPLE}),
    half as materialized (select n.product_id, p.other, p.people, p.dot / n.norm as dot from pairs p join norms n using (number)),
    scored as (
      select h.product_id, m.product_id as neighbour_id, h.people, least(1, h.dot / m.norm * h.people / (h.people + ${SHRINKAGE})) as score
      from half h join norms m on m.number = h.other),
    ranked as (select *, row_number() over (partition by product_id order by score desc, neighbour_id) as n from scored where score > 0),
    best as materialized (select product_id, neighbour_id, score::real as score, people from ranked where n <= ${MOST_NEIGHBOURS}),
    gone as (delete from product_neighbours o where ${ofPart('o.product_id')} and not exists (select from best b where b.product_id = o.product_id and b.neighbour_id = o.neighbour_id))
    insert into product_neighbours as o (product_id, neighbour_id, score, people) select product_id, neighbour_id, score, people from best order by product_id, neighbour_id
    on conflict (product_id, neighbour_id) do update set score = excluded.score, people = excluded.people where (o.score, o.people) is distinct from (excluded.score, excluded.people)`);
}
