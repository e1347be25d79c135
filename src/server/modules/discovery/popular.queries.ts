import { Prisma } from '@generated/client';
import type { Reader } from '@/server/platform/db';
import type { Candidate } from './taste';

type PopularRow = Pick<Candidate, 'id' | 'type' | 'popularity' | 'seller' | 'isSoldOut'>;

/** The list of everything; before it was first written, what is newest. */
export function findPopular(reader: Reader): Promise<PopularRow[]> {
  return reader.rows<PopularRow>(Prisma.sql`
    with listed as materialized (select product_id, popularity from discovery_candidates where list = 'all' order by rank limit 40)
    select e.product_id as id, e.type, f.popularity, e.seller_slug as seller, e.is_sold_out as "isSoldOut" from (
      select product_id, popularity from listed
      union all (select product_id, 0 from catalog_entries where not exists (select from listed) order by released_at desc, product_id desc limit 40)) f
    join catalog_entries e using (product_id)`);
}
