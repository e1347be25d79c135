import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireAdmin } from '@/app/require-viewer';
import { ReviewedProductInput, type ProductEditorView } from '@/shared/contracts/publishing';
import { CONDITION_WORDS, LICENSE_WORDS, TYPE_WORDS } from '@/shared/product-words';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { Chip } from '@/ui/chip';
import { formatBytes, formatDateTime, formatMoney } from '@/ui/format';
import { ProductPhoto } from '@/ui/product-photo';
import { Table, type TableColumn } from '@/ui/table';
import { AdminFrame } from '../../admin-frame';
import { IncludedFrom } from './included-from';
import { PlansForm } from './plans-form';
import { ReviewActs } from './review-acts';

interface Props {
  params: Promise<{ productId: string }>;
}

/** The product, read once for the page and its title. */
const read = cache(async (productId: string) => {
  const { api } = await requireAdmin(`/admin/products/${productId}`);
  const input = ReviewedProductInput.safeParse({ productId });
  if (!input.success) notFound();
  return api.admin.getProduct(input.data).catch(asNotFoundPage);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Review of ${(await read((await params).productId)).title}` };
}

type Variant = ProductEditorView['variants'][number];
const STANDS = { draft: <Chip>Draft</Chip>, in_review: <Chip tone="warn">In review</Chip>, published: <Chip tone="ok">On sale</Chip>, archived: <Chip>Archived</Chip>, delisted: <Chip tone="danger">Taken down</Chip> };

const COLUMNS: TableColumn<Variant>[] = [
  { key: 'title', header: 'Variant', fold: 'lead', cell: ({ title, license }) => title || (license === null ? 'One form' : LICENSE_WORDS[license]?.name) },
  { key: 'sku', header: 'Number', fold: 'note', cell: ({ sku }) => <span className="font-mono text-[13px] break-all">{sku}</span> },
  { key: 'weight', header: 'Grams', fold: 'hide', right: true, cell: ({ weightGrams }) => weightGrams },
  { key: 'price', header: 'Price', fold: 'end', right: true, cell: ({ prices }) => prices.map(({ amountMinor, currency }) => formatMoney(amountMinor, currency, { shelf: true })).join(' · ') },
];

function Words({ product }: { product: ProductEditorView }) {
  const facts = [
    ['Seller', <a key="seller" className="link" href={`/admin/sellers/${product.sellerSlug}`}>{product.sellerName}</a>],
    ['Kind', TYPE_WORDS[product.type]?.one ?? product.type],
    ...(product.brand ? [['Brand', product.brand]] : []),
    ...(product.condition ? [['Condition', CONDITION_WORDS[product.condition]]] : []),
    ...(product.tags.length > 0 ? [['Tags', product.tags.join(', ')]] : []),
    ...(product.worksWith.length > 0 ? [['Works with', product.worksWith.join(', ')]] : []),
    ...(product.submittedAt ? [['Submitted', formatDateTime(product.submittedAt)]] : []),
  ] as const;
  return <dl className="mt-5 flex flex-wrap gap-x-10 gap-y-4 text-[15px]">{facts.map(([name, value]) => <div key={String(name)}><dt className="lab">{name}</dt><dd className="font-medium break-words">{value}</dd></div>)}</dl>;
}

/** Everything there is to judge a product by, and the decision. */
export default async function ReviewPage({ params }: Props) {
  const product = await read((await params).productId);
  return (
    <AdminFrame current="/admin/products">
      <Breadcrumbs trail={[{ href: '/admin/products', label: 'Products' }]} />
      <div className="mt-2 flex flex-wrap items-center gap-3"><h1 className="d3 break-words min-w-0">{product.title}</h1>{STANDS[product.status]}</div>
      {product.summary && <p className="text-ink-2 mt-1 max-w-[64ch]">{product.summary}</p>}
      <Words product={product} />
      <div className="mt-6"><ReviewActs productId={product.id} status={product.status} missing={product.missing.map(({ text }) => text)} /></div>
      {product.kind === 'download' && <IncludedFrom productId={product.id} tier={product.includedFromTier} />}
      {product.reviewNote && <p className="mt-4 text-ink-2 max-w-[64ch] whitespace-pre-wrap break-words"><strong className="font-semibold text-ink">Last note.</strong> {product.reviewNote}</p>}
      <div className="mt-10 grid gap-12 max-w-[880px]">
        {product.images.length > 0 && (
          <section aria-labelledby="pictures"><h2 id="pictures" className="d4 mb-4">Pictures</h2>
            <ul className="grid grid-cols-2 sm:grid-cols-3 gap-4">{product.images.map((image, index) => <li key={image.id}><ProductPhoto image={image} sizes="280px" className="aspect-square" fallbackAlt={`Picture ${index + 1}`} /></li>)}</ul>
          </section>
        )}
        {product.descriptionHtml && (
          <section aria-labelledby="description"><h2 id="description" className="d4 mb-4">Description</h2>
            {/* Sanitised by catalog/render-markdown. */}
            <div className="prose" dangerouslySetInnerHTML={{ __html: product.descriptionHtml }} />
          </section>
        )}
        <section aria-labelledby="variants"><h2 id="variants" className="d4 mb-3">Variants and prices</h2>
          {product.kind === 'membership' ? <PlansForm product={product} /> : product.variants.length === 0 ? <p className="text-ink-2">There are none.</p> : <Table caption="Variants" columns={COLUMNS} rows={product.variants} rowKey={({ id }) => id} />}
        </section>
        {product.versions.map((version) => (
          <section key={version.version} aria-labelledby={`v-${version.version}`}><h2 id={`v-${version.version}`} className="d4 mb-3">Version {version.version}</h2>
            {version.changelogHtml && <div className="prose text-[15px] mb-4" dangerouslySetInnerHTML={{ __html: version.changelogHtml }} />}
            <ul className="ruled text-sm">{version.files.map(({ path, bytes }) => <li key={path} className="flex justify-between gap-4 py-2"><span className="font-mono break-all">{path}</span><span className="whitespace-nowrap text-ink-2">{formatBytes(bytes)}</span></li>)}</ul>
          </section>
        ))}
        {product.parts.length > 0 && (
          <section aria-labelledby="parts"><h2 id="parts" className="d4 mb-3">Parts</h2>
            <ul className="ruled">{product.parts.map(({ productId: id, title, isForSale }) => <li key={id} className="py-2.5 flex justify-between gap-4"><a className="link" href={`/admin/products/${id}`}>{title}</a>{!isForSale && <Chip tone="warn">Off sale</Chip>}</li>)}</ul>
          </section>
        )}
      </div>
    </AdminFrame>
  );
}
