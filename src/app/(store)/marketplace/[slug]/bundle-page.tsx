import type { BundlePart, ProductDetail } from '@/shared/contracts/catalog';
import { TYPE_WORDS } from '@/shared/product-words';
import { ProductCover } from '@/ui/covers/product-cover';
import { formatMoney } from '@/ui/format';
import { ProductPhoto } from '@/ui/product-photo';
import { BundlePanel } from './bundle-panel';

function Part({ part, currency }: { part: BundlePart; currency: string }) {
  const { slug, type, title, summary, image, sellerName, listMinor } = part;
  return (
    <li className="grid grid-cols-[64px_minmax(0,1fr)_auto] gap-x-4 py-4">
      {image ? <ProductPhoto image={{ ...image, alt: '' }} sizes="64px" className="size-16" /> : <ProductCover slug={slug} kind={type} className="size-16" />}
      <div className="min-w-0">
        <h3 className="font-semibold leading-[22px]"><a className="hover:underline underline-offset-3" href={`/marketplace/${slug}`}>{title}</a></h3>
        <p className="text-sm text-ink-2 mt-0.5">{TYPE_WORDS[type]?.one ?? type} by {sellerName}</p>
        {summary && <p className="text-sm text-ink-2 mt-1 line-clamp-2">{summary}</p>}
      </div>
      <p className="text-right font-medium text-[15px] leading-[22px]"><span className="sr-only">By itself </span>{formatMoney(listMinor, currency)}</p>
    </li>
  );
}

/** A bundle: its parts with what each costs by itself, and the arithmetic beside them. */
export function BundlePage({ product }: { product: ProductDetail }) {
  const { id, slug, title, type, summary, parts, variants, priceMinor, currency, sellerName, sellerSlug, descriptionHtml } = product;
  const [variant] = variants;
  return (
    <div className="grid lg:grid-cols-[minmax(0,1fr)_384px] lg:grid-rows-[auto_1fr] gap-x-16 gap-y-8 lg:gap-y-10 mt-2 lg:mt-4 items-start">
      <div className="min-w-0 grid grid-cols-[96px_minmax(0,1fr)] sm:grid-cols-[160px_minmax(0,1fr)] sm:grid-rows-[auto_1fr] gap-x-4 sm:gap-x-6 gap-y-2 items-start">
        <ProductCover slug={slug} kind={type} parts={parts.map((part) => ({ slug: part.slug, kind: part.type }))} className="size-24 sm:size-40 sm:row-span-2" />
        <h1 className="d2 break-words">{title}</h1>
        <div className="max-sm:col-span-2">
          <p className="text-ink-2 sm:text-lg text-pretty">{summary}</p>
          <p className="text-ink-2 mt-1 text-[15px]">Put together by <a className="link" href={`/sellers/${sellerSlug}`}>{sellerName}</a></p>
        </div>
      </div>
      <aside aria-label="Price" className="min-w-0 lg:sticky lg:top-6 lg:col-start-2 lg:row-start-1 lg:row-span-2">
        {variant ? <BundlePanel bundle={{ id, variantId: variant.id, title, priceMinor, currency, parts }} /> : <p className="text-ink-2">This is not for sale just now.</p>}
      </aside>
      <div className="min-w-0 lg:col-start-1">
        <section aria-labelledby="parts">
          <h2 id="parts" className="d4 mb-3">What is in it</h2>
          <ul className="ruled">{parts.map((part) => <Part key={part.productId} part={part} currency={currency} />)}</ul>
        </section>
        {/* Sanitised by catalog/render-markdown: no script, style, id or handler is left. */}
        {descriptionHtml && <div className="prose mt-10" dangerouslySetInnerHTML={{ __html: descriptionHtml }} />}
      </div>
    </div>
  );
}
