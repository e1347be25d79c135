import { Prisma } from '@generated/client';
import type { Facets, ListProductsInput } from '@/shared/contracts/catalog';

export type FacetName = keyof Facets;
export const FILTER_NAMES = ['types', 'notTypes', 'tags', 'notTags', 'worksWith', 'priceBands', 'brands', 'conditions', 'sizes', 'sellers', 'notSellers'] as const satisfies readonly (keyof ListProductsInput)[];
export type Filters = Pick<ListProductsInput, (typeof FILTER_NAMES)[number]>;

/** The column each facet counts; arrays count once per element. Most products have no brand, condition or size: `among` says which to look at. */
export const FACET_COLUMNS: Record<FacetName, { column: Prisma.Sql; isArray: boolean; among?: Prisma.Sql }> = {
  types: { column: Prisma.sql`type`, isArray: false },
  tags: { column: Prisma.sql`tags`, isArray: true },
  worksWith: { column: Prisma.sql`works_with`, isArray: true },
  priceBands: { column: Prisma.sql`price_band`, isArray: false },
  brands: { column: Prisma.sql`brand`, isArray: false, among: Prisma.sql`brand <> ''` },
  conditions: { column: Prisma.sql`condition`, isArray: false, among: Prisma.sql`condition is not null` },
  sizes: { column: Prisma.sql`sizes`, isArray: true, among: Prisma.sql`sizes <> '{}'` },
  sellers: { column: Prisma.sql`seller_slug`, isArray: false },
};

export const FACET_NAMES = Object.keys(FACET_COLUMNS) as FacetName[];

function chosenOf(filters: Filters, facet: FacetName): { include: string[]; exclude: string[] } {
  const excluded: Partial<Record<FacetName, string[]>> = { types: filters.notTypes, tags: filters.notTags, sellers: filters.notSellers };
  return { include: filters[facet], exclude: excluded[facet] ?? [] };
}

/** The facets by which the listing is narrowed. */
export function activeFacets(filters: Filters): FacetName[] {
  return FACET_NAMES.filter((facet) => {
    const { include, exclude } = chosenOf(filters, facet);
    return include.length + exclude.length > 0;
  });
}

/** The chosen values of a facet, so that they stay in its list however few products have them. */
export function chosenValues(filters: Filters, facet: FacetName): string[] {
  const { include, exclude } = chosenOf(filters, facet);
  return [...include, ...exclude];
}

/** The same filters with one facet's own choice left out. */
export function withoutFacet(filters: Filters, facet: FacetName): Filters {
  const own: Record<FacetName, Partial<Filters>> = {
    types: { types: [], notTypes: [] },
    tags: { tags: [], notTags: [] },
    worksWith: { worksWith: [] },
    priceBands: { priceBands: [] },
    brands: { brands: [] },
    conditions: { conditions: [] },
    sizes: { sizes: [] },
    sellers: { sellers: [], notSellers: [] },
  };
  return { ...filters, ...own[facet] };
}

function conditionsOf(filters: Filters, facet: FacetName): Prisma.Sql[] {
  const { column, isArray } = FACET_COLUMNS[facet];
  const { include, exclude } = chosenOf(filters, facet);
  const has = (values: string[]) => (isArray ? Prisma.sql`${column} && ${values}::text[]` : values.length === 1 ? Prisma.sql`${column} = ${values[0]}::text` : Prisma.sql`${column} = any (${values}::text[])`);
  return [...(include.length > 0 ? [has(include)] : []), ...(exclude.length > 0 ? [Prisma.sql`not (${has(exclude)})`] : [])];
}

/** What every product of the listing has to meet. Never empty, so it may follow `where`. */
export function whereFilters(filters: Filters): Prisma.Sql {
  const conditions = FACET_NAMES.flatMap((facet) => conditionsOf(filters, facet));
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' and ');
}
