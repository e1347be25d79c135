import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { BundlePage } from '@/app/(store)/marketplace/[slug]/bundle-page';
import { DownloadPage } from '@/app/(store)/marketplace/[slug]/download-page';
import { PhysicalPage } from '@/app/(store)/marketplace/[slug]/physical-page';
import { SubscriptionPage } from '@/app/(store)/marketplace/[slug]/subscription-page';
import { PageShell } from '@/app/page-shell';
import type { ProductDetail } from '@/shared/contracts/catalog';
import { OwnProductInput } from '@/shared/contracts/publishing';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { LinkButton } from '@/ui/button';
import { requireSeller } from '../../../require-seller';

interface Props {
  params: Promise<{ seller: string; productId: string }>;
}

/** The product as buyers would see it, read once for the page and its title. */
const read = cache(async (slug: string, productId: string) => {
  const { api } = await requireSeller(slug, `/products/${productId}/preview`);
  const input = OwnProductInput.safeParse({ seller: slug, productId });
  if (!input.success) notFound();
  return api.products.preview(input.data).catch(asNotFoundPage);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { seller, productId } = await params;
  return { title: `Preview of ${(await read(seller, productId)).title}`, robots: { index: false } };
}

function Body({ product }: { product: ProductDetail }) {
  if (product.kind === 'bundle') return <BundlePage product={product} />;
  if (product.kind === 'membership' || product.kind === 'api') return <SubscriptionPage product={product} />;
  return product.kind === 'physical' ? <PhysicalPage product={product} /> : <DownloadPage product={product} />;
}

/** The product's page as buyers would see it now. Drawn for its seller's members alone and kept by nobody. */
export default async function PreviewPage({ params }: Props) {
  const { seller: slug, productId } = await params;
  const product = await read(slug, productId);
  return (
    <PageShell current="/seller">
      <div className="wrap pt-4 lg:pt-6">
        <div className="flex flex-wrap items-center justify-between gap-3 border-b border-ink pb-4">
          <p className="text-ink-2"><strong className="font-semibold text-ink">Preview.</strong> Only your people see this page. What is not on sale cannot be bought on it.</p>
          <LinkButton href={`/seller/${slug}/products/${productId}`}>Back to the editor</LinkButton>
        </div>
        <Body product={product} />
      </div>
    </PageShell>
  );
}
