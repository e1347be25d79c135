import type { Prisma } from '@generated/client';
import { ListProductsInput } from '@/shared/contracts/catalog';
import type { Reader } from '@/server/platform/db';
import { getProduct } from '@/server/modules/catalog/get-product';
import { listProducts } from '@/server/modules/catalog/list-products';

/** One kind of request: the inputs that are asked in turn, and the procedure that answers them. */
export interface Scenario {
  name: string;
  procedure: 'catalog.list' | 'catalog.bySlug';
  inputs: object[];
}

/** A statement as the database gets it. */
export interface Statement {
  text: string;
  values: unknown[];
}

const SEARCHES = [
  // Common words, in up to half of all products.
  'kit', 'postgres', 'react starter', 'production kit', 'read', 'auth kit for node',
  // Words of a few hundred or thousand products, some together.
  'grafana', 'bundler', 'kubernetes runbook', 'prompt evaluation', 'fastify', 'webhook stripe',
  // Being typed.
  'kub', 'postg', 'fa', 'notebook for pan',
  // Mistyped.
  'kubernets', 'postgers', 'fastfy', 'grafna dashbord',
  // Rare, or nothing at all.
  'velora', 'dorselbel', 'zzqqxx', 'bundler kit for pytorch',
];

const FILTERS: Partial<ListProductsInput>[] = [
  { types: ['node'] },
  { types: ['runbook'], priceBands: ['free'] },
  { tags: ['auth'] },
  { worksWith: ['fastify'], notTypes: ['prompt'] },
  { sellers: ['maker-7'] },
  { priceBands: ['20-to-50'], sort: 'price-low' },
  { tags: ['queue', 'cache'], types: ['next', 'node'] },
  { notTags: ['billing'], worksWith: ['postgres'], sort: 'title' },
];

const SORTS = ['newest', 'price-low', 'price-high', 'title'] as const;

/** Every scenario on the catalogue with these slugs: first pages with all facets and totals, as the marketplace asks for them. */
export function toScenarios(slugs: string[]): Scenario[] {
  return [
    { name: 'list', procedure: 'catalog.list', inputs: SORTS.map((sort) => ({ sort })) },
    { name: 'filtered', procedure: 'catalog.list', inputs: FILTERS },
    { name: 'search', procedure: 'catalog.list', inputs: SEARCHES.map((q) => ({ q })) },
    { name: 'detail', procedure: 'catalog.bySlug', inputs: slugs.map((slug) => ({ slug })) },
  ];
}

/** The address that asks a procedure for one input, in tRPC's own form. */
export function toPath({ procedure }: Pick<Scenario, 'procedure'>, input: object): string {
  return `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
}

/** The statement a verb sends for an input, taken down without a database; throws unless it is exactly one. */
export async function statementOf({ procedure }: Pick<Scenario, 'procedure'>, input: object): Promise<Statement> {
  const sent: Prisma.Sql[] = [];
  const anon: Reader = { rows: (statement) => (sent.push(statement), Promise.resolve([])) };
  const call = procedure === 'catalog.list' ? listProducts({ anon }, ListProductsInput.parse(input)) : getProduct({ anon }, { slug: Reflect.get(input, 'slug') as string });
  // Without rows a product is not found; by then its statement has been sent.
  await call.catch(() => undefined);
  const [only, ...more] = sent;
  if (!only || more.length > 0) throw new Error(`${procedure} sent ${sent.length} statements for ${JSON.stringify(input)}`);
  return { text: only.text, values: only.values };
}
