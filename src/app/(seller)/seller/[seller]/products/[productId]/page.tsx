import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { OwnProductInput } from '@/shared/contracts/publishing';
import { TYPE_WORDS } from '@/shared/product-words';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { LinkButton } from '@/ui/button';
import { requireSeller } from '../../require-seller';
import { SellerFrame } from '../../seller-frame';
import { ProductStatusChip } from '../product-status';
import { Editor } from './editor';

interface Props {
  params: Promise<{ seller: string; productId: string }>;
}

/** The seller with its product, read once for the page and its title. */
const read = cache(async (slug: string, productId: string) => {
  const { api, seller } = await requireSeller(slug, `/products/${productId}`);
  const input = OwnProductInput.safeParse({ seller: slug, productId });
  if (!input.success) notFound();
  const product = await api.products.byId(input.data).catch(asNotFoundPage);
  return { api, seller, product };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { seller, productId } = await params;
  return { title: `Edit ${(await read(seller, productId)).product.title}` };
}

/** One product of the seller's, with everything that is written of it. */
export default async function EditProductPage({ params }: Props) {
  const { seller: slug, productId } = await params;
  const { api, seller, product } = await read(slug, productId);
  const candidates = product.kind === 'bundle' ? await api.products.bundleCandidates({ seller: slug }) : [];
  const home = `/seller/${slug}/products`;
  return (
    <SellerFrame seller={seller} current="/products">
      <Breadcrumbs trail={[{ href: home, label: 'Products' }]} />
      <div className="mt-2 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h1 className="d3 break-words">{product.title}</h1>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2"><ProductStatusChip status={product.status} /><span>{TYPE_WORDS[product.type]?.one ?? product.type}</span><span className="font-mono text-sm break-all">/{product.slug}</span></p>
        </div>
        <div className="flex flex-wrap gap-2">
          {product.kind === 'physical' && product.variants.length > 0 && <LinkButton href={`/seller/${slug}/stock`}>Stock</LinkButton>}
          <LinkButton href={`${home}/${product.id}/preview`}>Preview</LinkButton>
          {product.status === 'published' && <LinkButton href={`/marketplace/${product.slug}`}>In the shop</LinkButton>}
        </div>
      </div>
      <Editor product={product} candidates={candidates} />
    </SellerFrame>
  );
}
