import { Prisma } from '@generated/client';
import { FACET_LENGTH } from '@/shared/product-words';
import type { CoverPart, FacetCount, ProductSort } from '@/shared/contracts/catalog';
import type { ImageRow } from '@/shared/image-address';
import type { Interval } from '@/shared/contracts/interval';
import type { Reader, ServiceTx } from '@/server/platform/db';
import type { SortedPosition } from '@/server/platform/sorted-cursor';
import { activeFacets, chosenValues, FACET_COLUMNS, FACET_NAMES, FILTER_NAMES, whereFilters, withoutFacet, type FacetName, type Filters } from './filters.queries';

/** A card as the database gives it. */
export interface CardRow {
  id: string;
  slug: string;
  title: string;
  summary: string;
  kind: string;
  type: string;
  sellerSlug: string;
  sellerName: string;
  priceMinor: number;
  currency: string;
  interval: Interval | null;
  latestVersion: string | null;
  /** As Postgres prints it, to the microsecond. */
  releasedAt: string;
  image: ImageRow | null;
  parts: CoverPart[] | null;
  soldOut: boolean;
  ratingCount: number;
  ratingSum: number;
}

/** How often that price is paid again; asked for only where it may be. */
const INTERVAL = Prisma.sql`case when e.kind in ('membership', 'api') then (
  select ir."interval" from product_variants iv join prices ir on ir.variant_id = iv.id where iv.product_id = e.product_id and iv.archived_at is null and ir.archived_at is null
  order by iv.position, ir.currency <> 'usd', ir.created_at, ir.id limit 1) end as "interval"`;

export const CARD = Prisma.sql`e.product_id as id, e.slug, e.title, e.summary, e.kind, e.type, e.image, e.parts, e.is_sold_out as "soldOut", e.rating_count as "ratingCount", e.rating_sum as "ratingSum", e.seller_slug as "sellerSlug", e.seller_name as "sellerName",
  e.price_minor as "priceMinor", e.currency, ${INTERVAL}, e.latest_version as "latestVersion", e.released_at as "releasedAt"`;

/** A search, taken apart. */
export interface Search {
  words: string[];
  phrase: string;
}

export interface ListArgs {
  filters: Filters;
  search: Search | null;
  sort: ProductSort;
  after: SortedPosition | null;
  limit: number;
  withFacets: boolean;
}

/** Counts of one facet; only sellers bring a label. */
type Counted = Omit<FacetCount, 'label'> & { label: string | null };

export interface ListRow {
  items: (CardRow & { key: string | number })[];
  counts: { total: number; facets: Record<FacetName, Counted[]> } | null;
  capped: boolean;
  approximate: boolean;
}

const SORTS: Record<ProductSort, { key: Prisma.Sql; cast: Prisma.Sql; descending: boolean }> = {
  relevance: { key: Prisma.sql`rank`, cast: Prisma.sql`bigint`, descending: true },
  newest: { key: Prisma.sql`released_at`, cast: Prisma.sql`timestamptz`, descending: true },
  rated: { key: Prisma.sql`rating_score`, cast: Prisma.sql`bigint`, descending: true },
  'price-low': { key: Prisma.sql`price_minor`, cast: Prisma.sql`bigint`, descending: false },
  'price-high': { key: Prisma.sql`price_minor`, cast: Prisma.sql`bigint`, descending: true },
  title: { key: Prisma.sql`sort_title collate "C"`, cast: Prisma.sql`text`, descending: false },
};

/** Where the page starts, and the total order it is read in. */
function paging({ sort, after }: ListArgs): { key: Prisma.Sql; where: Prisma.Sql; order: Prisma.Sql } {
  const { key, cast, descending } = SORTS[sort];
  const order = descending ? Prisma.sql`${key} desc, product_id desc` : Prisma.sql`${key}, product_id`;
  if (!after) return { key, where: Prisma.sql`true`, order };
  const position = Prisma.sql`(${after.key}::${cast}, ${after.id}::text)`;
  return { key, where: descending ? Prisma.sql`(${key}, product_id) < ${position}` : Prisma.sql`(${key}, product_id) > ${position}`, order };
}


/** The most frequent values of one facet within a source; those already chosen stay in the list however rare they are. */
function countFacet(facet: FacetName, source: Prisma.Sql, chosen: string[]): Prisma.Sql {
  const { column, isArray, among } = FACET_COLUMNS[facet];
  const label = facet === 'sellers' ? Prisma.sql`min(seller_name)` : Prisma.sql`null`;
  const value = Prisma.sql`from (select ${isArray ? Prisma.sql`unnest(${column})` : column} as value, seller_name from ${source} s ${among ? Prisma.sql`where ${among}` : Prisma.empty}) s`;
  const first = chosen.length > 0 ? Prisma.sql`value = any (${chosen}::text[]) desc,` : Prisma.empty;
  return Prisma.sql`(select coalesce(json_agg(f), '[]') from (select value, ${label} as label, count(*) as count ${value} group by value
    order by ${first} count desc, value collate "C" limit ${Prisma.raw(String(FACET_LENGTH))}) f)`;
}

/** A set of products to count and page through, by the filters that hold for it. */
type ToSource = (filters: Filters) => Prisma.Sql;

/** Facets whose values are few enough to be in the ready counts, all of them. */
const SHORT_FACETS: ReadonlySet<FacetName> = new Set(['types', 'priceBands', 'conditions']);

/** The counts of the whole listing, if they are up to date. */
const READY = Prisma.sql`select counts from catalog_counts where not exists (select from catalog_changes)`;

function readyFacet(facet: FacetName, live: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce((select counts -> 'facets' -> ${facet}::text from (${READY}) r), ${live})`;
}

/** Facets as one JSON object. Each chosen facet needs a set of its own, without its choice; the rest share one. */
function countFacets(filters: Filters, { shared, toSource, ready }: { shared: Prisma.Sql; toSource: ToSource; ready?: ReadonlySet<FacetName> }): Prisma.Sql {
  const active = new Set(activeFacets(filters));
  const counts = FACET_NAMES.map((facet) => {
    if (!active.has(facet)) return Prisma.sql`${facet}::text, ${countFacet(facet, shared, [])}`;
    const others = withoutFacet(filters, facet);
    const live = countFacet(facet, toSource(others), chosenValues(filters, facet));
    return Prisma.sql`${facet}::text, ${ready?.has(facet) && activeFacets(others).length === 0 ? readyFacet(facet, live) : live}`;
  });
  return Prisma.sql`json_build_object(${Prisma.join(counts)})`;
}

/** One statement for a page of the listing with its facets. */
export async function findPublishedProducts(db: Reader, args: ListArgs): Promise<ListRow> {
  const statement = args.search ? searchStatement(args, args.search) : isUnfiltered(args) ? shelfStatement(args) : filteredStatement(args);
  const [row] = await db.rows<ListRow>(statement);
  return row ?? { items: [], counts: null, capped: false, approximate: false };
}

function isUnfiltered({ filters }: ListArgs): boolean {
  return activeFacets(filters).length === 0;
}

/** One more than the page, to know whether there is another. Part of the text: with a parameter the planner would plan for any number, and so every time. */
function rowLimit({ limit }: ListArgs): Prisma.Sql {
  return Prisma.raw(String(Math.trunc(limit) + 1));
}

function pageOf(args: ListArgs): Prisma.Sql {
  const { key, where, order } = paging(args);
  const filters = whereFilters(args.filters);
  return Prisma.sql`(select coalesce(json_agg(p), '[]') from (select ${CARD}, ${key} as key from catalog_entries e where ${filters} and ${where} order by ${order} limit ${rowLimit(args)}) p) as items`;
}

const NOT_COUNTED = Prisma.sql`null::json as counts`;
const EXACT = Prisma.sql`false as capped, false as approximate`;

function countsOf(source: Prisma.Sql, facets: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`json_build_object('total', (select count(*) from ${source}), 'facets', ${facets}) as counts`;
}

/** Everything, as on the first page of the shop: its counts are kept ready, and made here only when the listing has changed since. */
function shelfStatement(args: ListArgs): Prisma.Sql {
  const counts = Prisma.sql`coalesce((${READY}), app.count_catalog_entries()) as counts`;
  return Prisma.sql`select ${pageOf(args)}, ${args.withFacets ? counts : NOT_COUNTED}, ${EXACT}`;
}

/** Most products a filtered list counts; above that the page says so. Counting a third of 100,000 took a fifth of a second. */
const MOST_COUNTED = 5_000;

function filteredStatement(args: ListArgs): Prisma.Sql {
  if (!args.withFacets) return Prisma.sql`select ${pageOf(args)}, ${NOT_COUNTED}, ${EXACT}`;
  const most = Prisma.raw(String(MOST_COUNTED));
  const matching: ToSource = (filters) => Prisma.sql`(select type, tags, works_with, price_band, brand, condition, sizes, seller_slug, seller_name from catalog_entries where ${whereFilters(filters)} limit ${most})`;
  const facets = countFacets(args.filters, { shared: Prisma.sql`found`, toSource: matching, ready: SHORT_FACETS });
  return Prisma.sql`
    with found as materialized ${matching(args.filters)}
    select ${pageOf(args)}, ${countsOf(Prisma.sql`found`, facets)}, (select count(*) = ${most} from found) as capped, false as approximate`;
}

/** Searching, with all it forgives, is the database's (`app.search_candidates`); what it found is a bounded set that is paged and counted here. */
function searchStatement(args: ListArgs, { words, phrase }: Search): Prisma.Sql {
  const after = args.after ? { key: String(args.after.key), id: args.after.id } : { key: null, id: null };
  const found: ToSource = (filters) => {
    const chosen = JSON.stringify(Object.fromEntries(FILTER_NAMES.map((name) => [name, filters[name]])));
    return Prisma.sql`app.search_candidates(${words}::text[], ${phrase}::text, ${chosen}::jsonb, ${args.sort}::text, ${after.key}::text, ${after.id}::text)`;
  };
  const { key, where, order } = paging(args);
  const counts = args.withFacets ? countsOf(Prisma.sql`found`, countFacets(args.filters, { shared: Prisma.sql`found`, toSource: found })) : NOT_COUNTED;
  return Prisma.sql`
    with found as materialized (select * from ${found(args.filters)}),
    page as materialized (select product_id, ${key} as key from found where ${where} order by ${order} limit ${rowLimit(args)})
    select (select coalesce(json_agg(p), '[]') from (select ${CARD}, page.key from page join catalog_entries e using (product_id) order by ${orderOfKeys(args.sort)}) p) as items,
      ${counts}, coalesce((select bool_or(capped) from found), false) as capped, coalesce((select bool_or(approximate) from found), false) as approximate`;
}

function orderOfKeys(sort: ProductSort): Prisma.Sql {
  return SORTS[sort].descending ? Prisma.sql`page.key desc, product_id desc` : Prisma.sql`page.key, product_id`;
}

/** Cards of products by id, in no order. */
export function findCards(db: Reader, productIds: readonly string[]): Promise<CardRow[]> {
  return db.rows<CardRow>(Prisma.sql`select ${CARD} from catalog_entries e where e.product_id = any (${productIds}::text[])`);
}

export async function refreshCounts(tx: ServiceTx): Promise<void> {
  await tx.$executeRaw`select app.refresh_catalog_counts()`;
}

/** Writes anew the entries of a product and of every bundle it is a part of. */
export async function relistWithBundles(tx: ServiceTx, productId: string): Promise<void> {
  await tx.$executeRaw`select app.refresh_catalog_entries(array[${productId}::text] || array(select bundle_product_id from bundle_items where part_product_id = ${productId}::text order by 1))`;
}
