import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';

export interface EventRow {
  id: string;
  name: string;
  visitor: string;
  product_id: string | null;
  place: string | null;
  term: string | null;
  results: number | null;
  recommendation_id: string | null;
  at: string;
}

/**
 * Writes events in one statement; those of products that are not for sale are left out. Answers how many were written. A recommendation that belongs to no exposure, or no more since somebody had
 * themselves forgotten, becomes any: its id could be worked out anew. Exposures are held, so that whoever forgets waits for what is being written, and cuts it.
 */
export async function insertEvents(reader: Reader, rows: readonly EventRow[]): Promise<number> {
  const written = await reader.rows(Prisma.sql`
    with told as materialized (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(id text, name text, visitor text, product_id text, place text, term text, results int, recommendation_id text, at timestamptz)),
    shown as materialized (select x.id from recommendation_exposures x where x.id in (select recommendation_id from told) order by x.id for key share)
    insert into analytics_events (id, name, visitor, product_id, seller_id, place, term, results, recommendation_id, at)
    select e.id, e.name, e.visitor, c.product_id, c.seller_id, e.place, e.term, e.results,
      case when e.recommendation_id is not null then coalesce(s.id, 'rcm_' || left(replace(gen_random_uuid()::text, '-', ''), 26)) end, e.at
    from told e left join shown s on s.id = e.recommendation_id
    left join catalog_entries c on c.product_id = e.product_id
    where e.product_id is null or c.product_id is not null
    returning id`);
  return written.length;
}
