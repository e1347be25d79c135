import type { Metadata } from 'next';
import { Slug } from '@/shared/contracts/catalog';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { LinkButton } from '@/ui/button';
import { formatPlural } from '@/ui/format';
import { EmptyState } from '@/ui/states';
import { requireSeller } from '../../require-seller';
import { SellerFrame } from '../../seller-frame';
import { DropForm } from './drop-form';

export const metadata: Metadata = { title: 'New drop' };

interface Props {
  params: Promise<{ seller: string }>;
  searchParams: Promise<{ product?: string | string[] }>;
}

/** First which product, then when, how many and for whom. */
export default async function NewDropPage({ params, searchParams }: Props) {
  const { api, seller } = await requireSeller((await params).seller, '/drops/new');
  const home = `/seller/${seller.slug}/drops`;
  const chosen = Slug.safeParse([(await searchParams).product].flat()[0]);
  const product = chosen.success
    ? await api.catalog.bySlug({ slug: chosen.data }).catch(asNotFoundPage)
    : null;
  const { items } = product ? { items: [] } : await api.inventory.list({ seller: seller.slug, limit: 50 });
  const onSale = items.filter(({ status, levels }) => status === 'published' && levels.some(({ available }) => available > 0));
  return (
    <SellerFrame seller={seller} current="/drops">
      <Breadcrumbs trail={[{ href: home, label: 'Drops' }]} />
      <h1 className="d3 mt-2">{product ? `New drop of ${product.title}` : 'New drop'}</h1>
      {product && <DropForm seller={seller.slug} product={{ slug: product.slug, variants: product.variants.filter(({ available }) => available !== null).map(({ id, title, available }) => ({ id, title, available: available ?? 0 })) }} />}
      {!product && onSale.length === 0 && <div className="mt-6"><EmptyState title="Nothing to give out" slug="new-drop" action={<LinkButton href={`/seller/${seller.slug}/stock`}>Go to stock</LinkButton>}>A drop needs a published product with units on hand.</EmptyState></div>}
      {!product && onSale.length > 0 && (
        <>
          <p className="mt-2 text-ink-2">Of which product? From its announcement until its end, only those who win can buy it.</p>
          <ul className="mt-5 border-t border-ink max-w-[640px]">
            {onSale.map(({ productId, slug, title, levels }) => (
              <li key={productId} className="border-b border-line flex items-center justify-between gap-4 py-3">
                <span><span className="font-semibold block">{title}</span><span className="text-sm text-ink-2">{formatPlural(levels.reduce((sum, { available }) => sum + available, 0), 'unit')} available</span></span>
                <LinkButton size="s" href={`${home}/new?product=${slug}`} aria-label={`Choose ${title}`}>Choose</LinkButton>
              </li>
            ))}
          </ul>
        </>
      )}
    </SellerFrame>
  );
}
