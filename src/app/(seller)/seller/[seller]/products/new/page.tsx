import type { Metadata } from 'next';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { requireSeller } from '../../require-seller';
import { SellerFrame } from '../../seller-frame';
import { NewProductForm } from './new-product-form';

export const metadata: Metadata = { title: 'New product' };

/** What it is and what it is called; everything else is written in its editor. */
export default async function NewProductPage({ params }: { params: Promise<{ seller: string }> }) {
  const { seller } = await requireSeller((await params).seller, '/products/new');
  return (
    <SellerFrame seller={seller} current="/products">
      <Breadcrumbs trail={[{ href: `/seller/${seller.slug}/products`, label: 'Products' }]} />
      <h1 className="d3 mt-2">New product</h1>
      <p className="text-ink-2 mt-1 max-w-[60ch]">It starts as a draft that only you see. What it is cannot be changed later; everything else can.</p>
      <NewProductForm seller={seller.slug} />
    </SellerFrame>
  );
}
