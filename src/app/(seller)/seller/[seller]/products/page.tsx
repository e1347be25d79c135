import type { Metadata } from 'next';
import { first, listAddress, sortIn, type Params } from '@/app/address';
import { OwnProductSort, PRODUCT_STATUSES, ProductStatus, type OwnProductSummary } from '@/shared/contracts/publishing';
import { kindAndVersion, TYPE_WORDS } from '@/shared/product-words';
import { LinkButton } from '@/ui/button';
import { ProductCover } from '@/ui/covers/product-cover';
import { formatDate, formatMoney, formatPlural } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { ProductPhoto } from '@/ui/product-photo';
import { EmptyState } from '@/ui/states';
import { TabLinks } from '@/ui/tab-links';
import { Table, type TableColumn } from '@/ui/table';
import { requireSeller } from '../require-seller';
import { SellerFrame } from '../seller-frame';
import { ConsentsSection } from './consents-section';
import { ProductStatusChip, STATUS_WORDS } from './product-status';

export const metadata: Metadata = { title: 'Products' };

interface Props {
  params: Promise<{ seller: string }>;
  searchParams: Promise<Params<'status' | 'sort' | 'after' | 'bundles'>>;
}

function Picture({ product: { image, slug, type } }: { product: OwnProductSummary }) {
  return image ? <ProductPhoto image={image} sizes="40px" className="size-10" /> : <ProductCover slug={slug} kind={type} className="size-10" />;
}

const stockOf = ({ kind, onHand }: OwnProductSummary) => (kind === 'physical' ? formatPlural(onHand ?? 0, 'unit') : '');
const priceOf = ({ priceMinor, currency }: OwnProductSummary) => (priceMinor === null || currency === null ? 'No price' : formatMoney(priceMinor, currency, { shelf: true }));
const formsOf = ({ kind, latestVersion, type, variantCount }: OwnProductSummary) => (kind === 'download' ? kindAndVersion(type, latestVersion) : kind === 'bundle' ? 'Bundle' : `${TYPE_WORDS[type]?.one ?? type}, ${formatPlural(variantCount, 'variant')}`);

const columnsOf = (home: string): TableColumn<OwnProductSummary>[] => [
  { key: 'title', header: 'Product', sort: { by: 'title', first: 'up' }, fold: 'lead', cell: (product) => <span className="flex items-center gap-3 min-w-0"><Picture product={product} /><a className="link font-semibold break-words min-w-0" href={`${home}/${product.id}`}>{product.title}</a></span> },
  { key: 'forms', header: 'Kind', fold: 'note', cell: formsOf },
  { key: 'price', header: 'Price', fold: 'hide', right: true, cell: priceOf },
  { key: 'stock', header: 'Stock', fold: 'note-end', right: true, cell: (product) => <><span className="lg:hidden">{priceOf(product)}{stockOf(product) && ', '}</span>{stockOf(product)}</> },
  { key: 'updated', header: 'Changed', sort: { by: 'changed', first: 'down' }, fold: 'hide', right: true, cell: ({ updatedAt }) => <span className="whitespace-nowrap">{formatDate(updatedAt)}</span> },
  { key: 'status', header: 'State', fold: 'end', right: true, cell: ({ status }) => <ProductStatusChip status={status} /> },
];

/** Everything the seller sells, sold, or is still writing. */
export default async function OwnProductsPage({ params, searchParams }: Props) {
  const { api, seller } = await requireSeller((await params).seller, '/products');
  const asked = await searchParams;
  const [after, bundles, status] = [first(asked.after), first(asked.bundles), ProductStatus.safeParse(first(asked.status)).data];
  const sort = sortIn(OwnProductSort.options, asked.sort);
  const [page, consents] = await Promise.all([
    api.products.list({ seller: seller.slug, ...(sort && { sort }), ...(status && { statuses: [status] }), ...(after && { cursor: after }) }),
    api.products.listConsents({ seller: seller.slug, ...(bundles && { cursor: bundles }) }),
  ]);
  const home = `/seller/${seller.slug}/products`;
  const addressOf = (one?: ProductStatus) => listAddress(home, { status: one, sort });
  const total = PRODUCT_STATUSES.reduce((sum, each) => sum + page.counts[each], 0);
  const tabs = [{ href: addressOf(), label: 'All', count: total }, ...PRODUCT_STATUSES.filter((each) => page.counts[each] > 0).map((each) => ({ href: addressOf(each), label: STATUS_WORDS[each], count: page.counts[each] }))];
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
          <div className="mt-4 mb-5"><TabLinks label="Where they stand" links={tabs} current={addressOf(status)} /></div>
          {page.items.length === 0 ? <p className="text-ink-2">No product stands there.</p> : <Table caption="Your products" columns={columnsOf(home)} rows={page.items} rowKey={({ id }) => id} hover sort={{ current: sort, address: (wanted) => listAddress(home, { status, sort: wanted }) }} />}
          {page.items.length > 0 && <div className="mt-6"><ListPages count={page.items.length} one="product" href={addressOf(status)} cursor={after} nextCursor={page.nextCursor} /></div>}
        </>
      )}
      <ConsentsSection bundles={consents.items} seller={seller.slug} mayAnswer={seller.role !== 'member'} />
      {consents.nextCursor !== null && <p className="mt-4"><a className="link" href={`${home}?bundles=${consents.nextCursor}#bundles`}>Earlier bundles</a></p>}
    </SellerFrame>
  );
}
