import clsx from 'clsx';
import type { ProductCard, ProductPage } from '@/shared/contracts/catalog';
import { feeOf, PLATFORM_FEE_BPS } from '@/shared/money';
import { PRODUCT_TYPES } from '@/shared/contracts/catalog';
import { PageShell } from '@/app/page-shell';
import { TrackView } from '@/app/track-view';
import { publicCaller } from '@/trpc/server';
import { ProductCover } from '@/ui/covers/product-cover';
import { formatCount, formatMoney } from '@/ui/format';
import { ProductPhoto } from '@/ui/product-photo';
import { SearchForm } from '@/ui/shell/search-form';
import { stockInWords, TYPE_WORDS } from '@/shared/product-words';
import { HomeRecommendations } from './_parts/home-recommendations';
import { shelfPrice } from './_parts/product-shelf';

export const revalidate = 60;

const SHELF_LINES: Record<string, string> = {
  node: 'Servers and queues you can read in an evening',
  next: 'Apps with the boring half already finished',
  runbook: 'What to do at 03:00, by someone who was awake',
  jupyter: 'Analyses that run on your data, with the reasoning kept',
  prompt: 'Versioned, written with care, and yours to change',
  sneaker: 'New and used, every size counted',
  physical: 'Shirts, mugs and paper for people who deploy',
  bundle: 'Several things at one price, less what you own',
};
const SEARCHES = ['postgres failover', 'churn', 'sneaker 42', 'incident'];
/** One column for each thing in the strip, said beforehand: what is still on its way narrows nothing that is there. */
const COLUMNS = ['', 'lg:auto-cols-[100%]', 'lg:auto-cols-[50%]', 'lg:auto-cols-[33.333%]', 'lg:auto-cols-[25%]', 'lg:auto-cols-[20%]', 'lg:auto-cols-[16.666%]', 'lg:auto-cols-[14.2857%]', 'lg:auto-cols-[12.5%]'];
const STRIP = COLUMNS.length - 1;
const SHELF_NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight'];

/** The newest things, no type twice in a row while there is a choice, so that the strip shows what kinds there are. */
function pickStrip(products: readonly ProductCard[]): ProductCard[] {
  const rest = [...products];
  const strip: ProductCard[] = [];
  while (strip.length < STRIP && rest.length > 0) {
    const index = Math.max(0, rest.findIndex(({ type }) => type !== strip.at(-1)?.type));
    strip.push(...rest.splice(index, 1));
  }
  return strip;
}

function Picture({ product, sizes, className }: { product: ProductCard; sizes: string; className: string }) {
  const { image, slug, type, coverParts } = product;
  return image ? <ProductPhoto image={{ ...image, alt: '' }} sizes={sizes} className={className} /> : <ProductCover slug={slug} kind={type} parts={coverParts} className={className} />;
}

/** A real product's price, taken apart. */
function WhereItGoes({ product }: { product: ProductCard }) {
  const fee = feeOf(product.priceMinor, PLATFORM_FEE_BPS);
  const money = (amountMinor: number) => formatMoney(amountMinor, product.currency);
  return (
    <section aria-labelledby="goes" className="lg:col-span-5 panel px-5 lg:px-6 py-5">
      <h2 id="goes" className="font-semibold">Where {money(product.priceMinor)} goes</h2>
      <a href={`/marketplace/${product.slug}`} className="group mt-4 flex items-center gap-4">
        <ProductCover slug={product.slug} kind={product.type} className="size-16" />
        <span className="min-w-0"><span className="block font-semibold leading-5 group-hover:underline underline-offset-3">{product.title}</span><span className="block text-sm text-ink-2 mt-0.5 line-clamp-2">{product.summary}</span></span>
      </a>
      <dl className="mt-4 grid grid-cols-[1fr_auto] gap-y-2 text-[15px]">
        <dt className="text-ink-2">{product.sellerName}, who made it</dt><dd className="text-right">{money(product.priceMinor - fee)}</dd>
        <dt className="text-ink-2">Latchkey, {PLATFORM_FEE_BPS / 100} percent, card costs included</dt><dd className="text-right">{money(fee)}</dd>
        <dt className="border-t border-ink pt-3 mt-1 font-semibold text-lg">You pay once</dt><dd className="border-t border-ink pt-3 mt-1 font-semibold text-lg text-right">{money(product.priceMinor)}</dd>
      </dl>
      <p className="mt-3 text-sm text-ink-2">Every version is included, the ones that come later too.</p>
    </section>
  );
}

function Shelves({ page }: { page: ProductPage }) {
  const counts = new Map(page.facets?.types.map(({ value, count }) => [value, count]));
  const shelves = PRODUCT_TYPES.filter((type) => counts.has(type));
  if (shelves.length === 0) return null;
  return (
    <section className="wrap mt-20 lg:mt-28 grid lg:grid-cols-12 gap-x-8 gap-y-6" aria-labelledby="shelves">
      <div className="lg:col-span-4">
        <h2 id="shelves" className="d2 max-w-[12ch]">{SHELF_NUMBERS[shelves.length]} shelves, one till</h2>
        <p className="mt-4 text-ink-2 max-w-[36ch]">Each kind keeps its own rules. A download has versions, a sneaker has a size run, a bundle leaves out what you own. One order holds them all.</p>
      </div>
      <ul className="lg:col-span-8 border-t border-ink">
        {shelves.map((type) => (
          <li key={type} className="border-b border-line">
            <a href={`/marketplace?type=${type}`} className="group grid grid-cols-[48px_1fr_auto] lg:grid-cols-[48px_128px_1fr_64px] gap-x-4 lg:gap-x-6 items-center py-3 hover:bg-sunken">
              <ProductCover slug={page.items.find((item) => item.type === type)?.slug ?? type} kind={type} className="size-12 row-span-2 lg:row-span-1" />
              <h3 className="font-semibold tracking-[-0.01em]">{TYPE_WORDS[type]?.many}</h3>
              <p className="text-sm lg:text-[15px] text-ink-2 max-lg:col-start-2 max-lg:col-span-2 max-lg:row-start-2">{SHELF_LINES[type]}</p>
              <p className="text-[15px] text-right max-lg:col-start-3 max-lg:row-start-1">{formatCount(counts.get(type) ?? 0)}</p>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NewStrip({ page }: { page: ProductPage }) {
  const products = pickStrip(page.items);
  return (
    <section className="mt-16 lg:mt-24" aria-labelledby="new">
      <div className="wrap flex items-end justify-between gap-4 pb-4">
        <h2 id="new" className="d4">New on the shelves</h2>
        <a href="/marketplace" className="tap link text-[15px]">See all {formatCount(page.total ?? page.items.length)}</a>
      </div>
      <ul className={clsx('grid grid-flow-col auto-cols-[44%] sm:auto-cols-[24%] overflow-x-auto lg:overflow-visible snap-x border-y border-line', COLUMNS[products.length])} tabIndex={0} aria-label="New products">
        {products.map((product) => (
          <li key={product.id} className="snap-start min-w-0" data-product={product.id} data-place="home">
            <a href={`/marketplace/${product.slug}`} className="group block">
              <Picture product={product} sizes="(min-width: 1024px) 13vw, (min-width: 640px) 24vw, 44vw" className="aspect-square rounded-none" />
              <div className="p-3 lg:px-4 lg:pb-5"><h3 className="font-semibold text-[15px] leading-5 line-clamp-2 group-hover:underline underline-offset-3">{product.title}</h3><p className="text-sm text-ink-2 mt-0.5">{shelfPrice(product)}</p></div>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ForHosts() {
  return (
    <section className="wrap mt-20 lg:mt-28" aria-labelledby="host">
      <div className="grid lg:grid-cols-12 gap-x-8 gap-y-6 border-t border-ink pt-8">
        <div className="lg:col-span-5"><h2 id="host" className="d3 max-w-[18ch]">Or run the whole shop yourself</h2><p className="mt-3 text-ink-2 max-w-[44ch]">Database, mail, a stand-in for Stripe, worker and shop, from one command and without an account anywhere. MIT licence.</p></div>
        <pre className="lg:col-span-7 code bg-sunken rounded-1 p-4" tabIndex={0} aria-label="Commands">{'$ git clone <this repository> latchkey && cd latchkey\n$ npm start\n\ndatabase   embedded Postgres, with demo data\nmail       caught here, with an inbox to read it\nstripe     a stand-in, with test cards\nshop       http://localhost:3000'}</pre>
      </div>
    </section>
  );
}

/** The front door. The same for everybody. */
export default async function HomePage() {
  const api = await publicCaller();
  const [page, popular] = await Promise.all([api.catalog.list({ sort: 'newest', limit: 48 }), api.discovery.popular()]);
  const downloads = page.items.filter(({ kind }) => kind === 'download');
  const example = downloads.find(({ priceMinor }) => priceMinor >= 3_000) ?? downloads.find(({ priceMinor }) => priceMinor > 0);
  return (
    <PageShell search={false}>
      <TrackView name="view" place="home" />
      <div className="wrap pt-10 lg:pt-20 grid lg:grid-cols-12 gap-x-8 gap-y-10 lg:items-start">
        <div className="lg:col-span-7">
          <h1 className="d1">The kit, the runbook<br />and the shoes.<br />One cart.</h1>
          <p className="mt-5 lg:mt-7 text-lg text-ink-2 max-w-[46ch]">Latchkey sells what makers make: downloads with versions and changelogs, sneakers with every size counted. Pay once, and each seller is paid by the same ledger. {stockInWords(page.total ?? 0, page.facets?.sellers.length ?? 0)}.</p>
          <SearchForm action="/marketplace" label="Marketplace" placeholder="What are you trying to do?" size="l" className="mt-7 lg:mt-9 max-w-[560px]" />
          <p className="mt-2 text-sm text-ink-3 flex flex-wrap gap-x-4 items-center"><span className="max-sm:hidden">People look for</span>{SEARCHES.map((words) => <a key={words} href={`/marketplace?q=${encodeURIComponent(words)}`} className="tap link text-ink-2">{words}</a>)}</p>
        </div>
        {example && <WhereItGoes product={example} />}
      </div>
      {page.items.length > 0 && <NewStrip page={page} />}
      <HomeRecommendations popular={popular} />
      <Shelves page={page} />
      <ForHosts />
    </PageShell>
  );
}
