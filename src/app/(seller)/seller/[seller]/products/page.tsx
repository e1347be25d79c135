import type { Metadata } from 'next';
import { PRODUCT_STATUSES, ProductStatus, type OwnProductSummary } from '@/shared/contracts/publishing';
import { kindAndVersion, TYPE_WORDS } from '@/shared/product-words';
import { LinkButton } from '@/ui/button';
import { ProductCover } from '@/ui/covers/product-cover';
import { formatDate, formatMoney, formatPlural } from '@/ui/format';
import { Pagination } from '@/ui/pagination';
import { ProductPhoto } from '@/ui/product-photo';
import { EmptyState } from '@/ui/states';
import { TabLinks } from '@/ui/tab-links';
import { Table, type TableColumn } from '@/ui/table';
import { requireSeller } from '../require-seller';
import { SellerFrame } from '../seller-frame';
import { ConsentsSection } from './consents-section';
import { ProductStatusChip, STATUS_WORDS } from './product-status';

export const metadata: Metadata = { title: 'Your products' };

interface Props {
  params: Promise<{ seller: string }>;
  searchParams: Promise<{ status?: string; after?: string; bundles?: string }>;
}

function Picture({ product: { image, slug, type } }: { product: OwnProductSummary }) {
  return image ? <ProductPhoto image={image} sizes="40px" className="size-10" /> : <ProductCover slug={slug} kind={type} className="size-10" />;
}

const stockOf = ({ kind, onHand }: OwnProductSummary) => (kind === 'physical' ? formatPlural(onHand ?? 0, 'unit') : '');
const priceOf = ({ priceMinor, currency }: OwnProductSummary) => (priceMinor === null || currency === null ? 'No price' : formatMoney(priceMinor, currency, { shelf: true }));
const formsOf = ({ kind, latestVersion, type, variantCount }: OwnProductSummary) => (kind === 'download' ? kindAndVersion(type, latestVersion) : kind === 'bundle' ? 'Bundle' : `${TYPE_WORDS[type]?.one ?? type}, ${formatPlural(variantCount, 'variant')}`);

const columnsOf = (home: string): TableColumn<OwnProductSummary>[] => [
  { key: 'title', header: 'Product', fold: 'lead', cell: (product) => <span className="flex items-center gap-3 min-w-0"><Picture product={product} /><a className="link font-semibold break-words min-w-0" href={`${home}/${product.id}`}>{product.title}</a></span> },
  { key: 'forms', header: 'Kind', fold: 'note', cell: formsOf },
  { key: 'price', header: 'Price', fold: 'hide', right: true, cell: priceOf },
  { key: 'stock', header: 'Stock', fold: 'note-end', right: true, cell: (product) => <><span className="lg:hidden">{priceOf(product)}{stockOf(product) && ', '}</span>{stockOf(product)}</> },
  { key: 'updated', header: 'Changed', fold: 'hide', right: true, cell: ({ updatedAt }) => <span className="whitespace-nowrap">{formatDate(updatedAt)}</span> },
  { key: 'status', header: 'State', fold: 'end', right: true, cell: ({ status }) => <ProductStatusChip status={status} /> },
];

function addressOf(home: string, { status, after }: { status?: ProductStatus | undefined; after?: string | undefined }): string {
  const query = new URLSearchParams({ ...(status && { status }), ...(after && { after }) }).toString();
  return query === '' ? home : `${home}?${query}`;
}

/** Everything the seller sells, sold, or is still writing. */
export default async function OwnProductsPage({ params, searchParams }: Props) {
  const { api, seller } = await requireSeller((await params).seller, '/products');
  const { status: asked, after, bundles } = await searchParams;
  const status = ProductStatus.safeParse(asked).data;
  const [page, consents] = await Promise.all([
    api.products.list({ seller: seller.slug, ...(status && { statuses: [status] }), ...(after && { cursor: after }) }),
    api.products.listConsents({ seller: seller.slug, ...(bundles && { cursor: bundles }) }),
  ]);
  const home = `/seller/${seller.slug}/products`;
  const total = PRODUCT_STATUSES.reduce((sum, each) => sum + page.counts[each], 0);
  const tabs = [{ href: home, label: 'All', count: total }, ...PRODUCT_STATUSES.filter((each) => page.counts[each] > 0).map((each) => ({ href: addressOf(home, { status: each }), label: STATUS_WORDS[each], count: page.counts[each] }))];
  const mayWrite = seller.lifecycle === 'approved' || seller.lifecycle === 'active';
  return (
    <SellerFrame seller={seller} current="/products">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="d3">Products</h1>
        {mayWrite && total > 0 && <LinkButton tone="ink" href={`${home}/new`}>New product</LinkButton>}
      </div>
      {total === 0 ? (
        <div className="mt-6">
          <EmptyState title="Nothing to sell yet" slug={seller.slug} action={mayWrite && <LinkButton tone="ink" href={`${home}/new`}>Write the first product</LinkButton>}>
            {mayWrite ? 'A draft is yours alone until you submit it and the shop has looked at it.' : 'Products can be written once the shop has approved you.'}
          </EmptyState>
        </div>
      ) : (
        <>
          <div className="mt-4 mb-5"><TabLinks label="Where they stand" links={tabs} current={addressOf(home, { status })} /></div>
          {page.items.length === 0 ? <p className="text-ink-2">No product stands there.</p> : <Table caption="Your products" columns={columnsOf(home)} rows={page.items} rowKey={({ id }) => id} hover />}
          {(page.nextCursor !== null || after !== undefined) && (
            <div className="mt-6"><Pagination summary={formatPlural(total, 'product')} previousLabel="From the first" {...(after !== undefined && { previousHref: addressOf(home, { status }) })} {...(page.nextCursor !== null && { nextHref: addressOf(home, { status, after: page.nextCursor }) })} /></div>
          )}
        </>
      )}
      <ConsentsSection bundles={consents.items} seller={seller.slug} mayAnswer={seller.role !== 'member'} />
      {consents.nextCursor !== null && <p className="mt-4"><a className="link" href={`${home}?bundles=${consents.nextCursor}#bundles`}>Earlier bundles</a></p>}
    </SellerFrame>
  );
}
