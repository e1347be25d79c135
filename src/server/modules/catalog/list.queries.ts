import { Prisma } from '@generated/client';
import type { FacetCount, ProductSort } from '@/shared/contracts/catalog';
import type { Reader } from '@/server/platform/db';
import { FACET_COLUMNS, FACET_NAMES, chosenValues, whereFilters, type FacetName, type Filters } from './filters.queries';
import type { Cursor } from './cursor';

/** A card as the database gives it. */
export interface CardRow {
  id: string;
  slug: string;
  title: string;
  summary: string;
  type: string;
  sellerSlug: string;
  sellerName: string;
  priceMinor: number;
  currency: string;
  latestVersion: string | null;
  /** As Postgres prints it, to the microsecond. */
  releasedAt: string;
}

export const CARD = Prisma.sql`e.product_id as id, e.slug, e.title, e.summary, e.type, e.seller_slug as "sellerSlug", e.seller_name as "sellerName",
  e.price_minor as "priceMinor", e.currency, e.latest_version as "latestVersion", e.released_at as "releasedAt"`;

const SORTS: Record<Exclude<ProductSort, 'relevance'>, { key: Prisma.Sql; cast: Prisma.Sql; descending: boolean }> = {
  newest: { key: Prisma.sql`e.released_at`, cast: Prisma.sql`timestamptz`, descending: true },
  'price-low': { key: Prisma.sql`e.price_minor`, cast: Prisma.sql`bigint`, descending: false },
  'price-high': { key: Prisma.sql`e.price_minor`, cast: Prisma.sql`bigint`, descending: true },
  title: { key: Prisma.sql`e.title collate "C"`, cast: Prisma.sql`text`, descending: false },
};

export interface ListArgs {
  filters: Filters;
  sort: ProductSort;
  after: Cursor | null;
  limit: number;
  withFacets: boolean;
  /** What is searched for; null lists everything. */
  words: string | null;
}

/** Condition and order of one page. `relevance` reads a column `rank`, which only a search has. */
function paging({ sort, after }: ListArgs): { where: Prisma.Sql; order: Prisma.Sql } {
  const { key, cast, descending } = sort === 'relevance' ? { key: Prisma.sql`e.rank`, cast: Prisma.sql`bigint`, descending: true } : SORTS[sort];
  const order = descending ? Prisma.sql`${key} desc, e.product_id desc` : Prisma.sql`${key}, e.product_id`;
  if (!after) return { where: Prisma.sql`true`, order };
  const position = Prisma.sql`(${after.key}::${cast}, ${after.id}::text)`;
  return { where: descending ? Prisma.sql`(${key}, e.product_id) < ${position}` : Prisma.sql`(${key}, e.product_id) > ${position}`, order };
}

const FACET_LENGTH = 40;

function countFacet(source: Prisma.Sql, filters: Filters, facet: FacetName): Prisma.Sql {
  const { column, isArray } = FACET_COLUMNS[facet];
  const value = isArray ? Prisma.sql`unnest(e.${column})` : Prisma.sql`e.${column}`;
  const label = facet === 'sellers' ? Prisma.sql`min(e.seller_name)` : Prisma.sql`null::text`;
  return Prisma.sql`(select coalesce(json_agg(f), '[]') from (
    select * from (select ${value} as value, ${label} as label, count(*) as count from ${source} e where ${whereFilters(filters, facet)} group by 1) c
    order by value = any (${chosenValues(filters, facet)}::text[]) desc, count desc, value collate "C" limit ${FACET_LENGTH}) f)`;
}

export interface ListRow {
  items: (CardRow & { rank?: number })[];
  total: number | null;
  facets: Record<FacetName, (Omit<FacetCount, 'label'> & { label: string | null })[]> | null;
  capped: boolean;
  approximate: boolean;
}

export async function findPublishedProducts(db: Reader, args: ListArgs): Promise<ListRow> {
  const { where, order } = paging(args);
  const search = args.words ? Prisma.sql`websearch_to_tsquery('english', ${args.words})` : null;
  const source = search
    ? Prisma.sql`(select c.*, (ts_rank(c.search, ${search}) * 1000000)::bigint as rank from catalog_entries c where c.search @@ ${search})`
    : Prisma.sql`catalog_entries`;
  const facets = args.withFacets
    ? Prisma.sql`(select count(*) from ${source} e where ${whereFilters(args.filters)}) as total,
        json_build_object(${Prisma.join(FACET_NAMES.flatMap((facet) => [Prisma.sql`${facet}::text`, countFacet(source, args.filters, facet)]))}) as facets`
    : Prisma.sql`null::bigint as total, null::json as facets`;
  const rank = args.sort === 'relevance' ? Prisma.sql`, e.rank` : Prisma.empty;
  const [row] = await db.rows<ListRow>(Prisma.sql`
    select (select coalesce(json_agg(p), '[]') from (select ${CARD}${rank} from ${source} e where ${whereFilters(args.filters)} and ${where} order by ${order} limit ${args.limit + 1}) p) as items,
      ${facets}, false as capped, false as approximate`);
  return row ?? { items: [], total: null, facets: null, capped: false, approximate: false };
}
