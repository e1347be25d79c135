import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { ExperimentArm } from '@/shared/contracts/experiments';
import type { Answers } from './vocabulary';
import { VOCABULARY } from './vocabulary';
import type { Subject } from './subject';
import type { Tie } from './taste';

export interface CollectArgs {
  subject: Subject;
  /** Products on the page or in the cart, and which of the two. */
  near: { productIds: readonly string[]; tie: Extract<Tie, 'here' | 'inCart'> };
  /** What is known as of this moment. */
  now: Date;
  /** Where an experiment may run; null: nowhere. */
  place: string | null;
}

interface ProductFacts {
  id: string;
  type: string;
  tags: string[];
  worksWith: string[];
}

export interface CollectedRow {
  answers: Answers | null;
  past: (ProductFacts & { title: string; tie: Tie; ageDays: number })[] | null;
  owned: string[] | null;
  /** Id, type, tags, works with, popularity, seller, the parts of a bundle: without names, which were half of the answer. */
  candidates: [string, string, string[], string[], number, string, string[] | null][] | null;
  /** Product, product of the past, score, people. */
  lessons: [string, string, number, number][] | null;
  experiment: { id: string; arms: ExperimentArm[]; trafficPercent: number } | null;
  /** Whether something was kept under the browser's cookie that belongs to the person now. */
  hasVisitorSignals: boolean;
}

/** Bounds, written into the statement so that it is planned once. */
const MOST_SIGNALS = Prisma.raw('60');
const MOST_PAST = Prisma.raw('30');
const MOST_LISTS = Prisma.raw('8');
const MOST_OF_LIST = Prisma.raw('12');
const MOST_POPULAR = Prisma.raw('16');
const MOST_TEACHERS = Prisma.raw('10');
const MOST_LESSONS = Prisma.raw('8');

const signals = ({ subject: { userId, visitorId }, now }: CollectArgs) => Prisma.sql`
  select kind, value, product_id, last_at, user_id from discovery_signals
  where (user_id = ${userId}::uuid or visitor_id = ${visitorId}) and expires_at > ${now}::timestamptz and first_at <= ${now}::timestamptz
  order by last_at desc limit ${MOST_SIGNALS}`;

const owned = ({ subject: { userId }, now }: CollectArgs) => {
  const isLive = Prisma.sql`e.revoked_at is null and (e.ends_at is null or e.ends_at > ${now}::timestamptz) and e.created_at <= ${now}::timestamptz`;
  // Two lookups: of one condition with "or" the planner makes a walk through every key there is.
  return Prisma.sql`
  select product_id, max(starts_at) as at from (
    select e.product_id, e.starts_at from entitlements e where e.holder_user_id = ${userId}::uuid and ${isLive}
    union all select e.product_id, e.starts_at from organization_members m join entitlements e on e.holder_organization_id = m.organization_id where m.user_id = ${userId}::uuid and ${isLive}) k
  group by product_id`;
};

/** Products somebody has to do with, each under its nearest tie; those at hand first, then the newest. */
const past = ({ subject: { userId }, near, now }: CollectArgs) => Prisma.sql`
  select product_id, tie, at, place from (
    select distinct on (product_id) product_id, tie, at, place from (
      select id as product_id, ${near.tie}::text as tie, ${now}::timestamptz as at, 0 as place from unnest(${near.productIds}::text[]) id
      union all select product_id, 'owned', at, 1 from owned
      union all (select product_id, 'saved', created_at, 2 from favorites where user_id = ${userId}::uuid and created_at <= ${now}::timestamptz order by created_at desc limit ${MOST_PAST})
      union all select product_id, 'viewed', last_at, 3 from signals where kind = 'view') t
    order by product_id, place) t
  order by place = 0 desc, at desc limit ${MOST_PAST}`;

/** With what is public of them. Of what is no longer listed a title may be said only to whoever owns or saved it. */
const known = Prisma.sql`
  select x.*, p.title, p.type, p.tags, p.works_with from past x join products p on p.id = x.product_id
  where x.tie in ('owned', 'saved') or exists (select from catalog_entries e where e.product_id = x.product_id)`;

/** Which lists to look into: what was answered weighs most, then what the products at hand have in common. */
const lists = Prisma.sql`
  select list from (
    select trait as list, 4.0 as weight from signals s join jsonb_to_recordset(${JSON.stringify(VOCABULARY)}::jsonb) as v(kind text, value text, trait text) on v.kind = s.kind and v.value = s.value
    union all select 'works:' || lower(w), case place when 0 then 3 else 1 end from known, unnest(works_with) w
    union all select 'tag:' || lower(t), case place when 0 then 3 else 1 end from known, unnest(tags) t
    union all select 'type:' || type, 0.2 from known) t
  group by list order by sum(weight) desc, list limit ${MOST_LISTS}`;

const found = Prisma.sql`
  select product_id, max(popularity) as popularity from (
    (select c.product_id, c.popularity from lists l cross join lateral (select product_id, popularity from discovery_candidates d where d.list = l.list order by d.rank limit ${MOST_OF_LIST}) c)
    union all (select product_id, popularity from discovery_candidates where list = 'all' order by rank limit ${MOST_POPULAR})
    union all (select product_id, 0 from past where tie = 'viewed' limit ${MOST_TEACHERS})
    union all select neighbour_id, 0 from lessons) f
  where not exists (select from owned o where o.product_id = f.product_id) group by product_id`;

const lessons = Prisma.sql`
  select p.product_id as past_id, n.neighbour_id, n.score, n.people from (select product_id from past limit ${MOST_TEACHERS}) p
  cross join lateral (select neighbour_id, score, people from product_neighbours n where n.product_id = p.product_id order by score desc limit ${MOST_LESSONS}) n`;

const experiment = ({ place }: CollectArgs) => Prisma.sql`
  select json_build_object('id', x.id, 'arms', x.arms, 'trafficPercent', x.traffic_percent) from experiments x where x.place = ${place} and x.started_at is not null and x.stopped_at is null`;

/** All that ranking needs, in one statement: what is known of the subject, and a bounded set of products that may fit, with what is known of each. */
export async function collect(reader: Reader, args: CollectArgs): Promise<CollectedRow> {
  const { now, subject } = args;
  const [row] = await reader.rows<{ collected: CollectedRow }>(Prisma.sql`
    with signals as materialized (${signals(args)}),
    owned as materialized (${owned(args)}),
    past as materialized (${past(args)}),
    known as materialized (${known}),
    lists as materialized (${lists}),
    lessons as materialized (${lessons}),
    found as materialized (${found})
    select json_build_object(
      'answers', (select json_agg(json_build_object('kind', kind, 'value', value)) from signals where kind <> 'view'),
      'past', (select json_agg(json_build_object('id', product_id, 'title', title, 'type', type, 'tags', tags, 'worksWith', works_with, 'tie', tie,
        'ageDays', greatest(0, extract(epoch from ${now}::timestamptz - at) / 86400)) order by product_id) from known),
      'owned', (select json_agg(product_id) from owned),
      'candidates', (select json_agg(json_build_array(e.product_id, e.type, e.tags, e.works_with, round(f.popularity::numeric, 4), e.seller_slug,
          case when e.kind = 'bundle' then (select json_agg(part_product_id) from bundle_items b where b.bundle_product_id = e.product_id) end))
        from found f join catalog_entries e using (product_id) where not e.is_sold_out),
      'lessons', (select json_agg(json_build_array(neighbour_id, past_id, score, people)) from lessons),
      'experiment', (${experiment(args)}),
      'hasVisitorSignals', ${subject.userId}::uuid is not null and exists (select from signals where user_id is null)) as collected`);
  if (!row) throw new Error('a statement without a condition answered no row');
  return row.collected;
}
