import type { Metadata } from 'next';
import { ProductStatusChip } from '@/app/(seller)/seller/[seller]/products/product-status';
import { ConsentChip } from '@/app/_bundles/consent-chip';
import { JointSums } from '@/app/_bundles/joint-sums';
import { requireAdmin } from '@/app/require-viewer';
import { ListJointBundlesInput, type JointBundle } from '@/shared/contracts/joint-bundles';
import { LinkButton } from '@/ui/button';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { AdminFrame } from '../admin-frame';
import { BundleActs } from './bundle-acts';

export const metadata: Metadata = { title: 'Bundles' };

function Consents({ bundle: { consents } }: { bundle: JointBundle }) {
  if (consents.length === 0) return <p className="text-sm text-ink-2">All of it is the seller’s own: nobody has to agree.</p>;
  return (
    <ul className="ruled text-sm">
      {consents.map(({ sellerSlug, sellerName, status }) => <li key={sellerSlug} className="flex items-center justify-between gap-4 py-2"><a className="link" href={`/admin/sellers/${sellerSlug}`}>{sellerName}</a><ConsentChip status={status} /></li>)}
    </ul>
  );
}

function Bundle({ bundle }: { bundle: JointBundle }) {
  const { slug, title, summary, status, sellerName, missing } = bundle;
  return (
    <li className="border-t border-ink pt-5 grid lg:grid-cols-[minmax(0,1fr)_minmax(0,420px)] gap-x-10 gap-y-5">
      <div className="min-w-0 grid gap-4 content-start">
        <div>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2 className="d4 break-words">{status === 'published' ? <a className="hover:underline underline-offset-3" href={`/marketplace/${slug}`}>{title}</a> : title}</h2>
            <ProductStatusChip status={status} />
          </div>
          <p className="text-ink-2 mt-1">{summary}</p>
          <p className="text-sm text-ink-3 mt-1">Presented by {sellerName}</p>
        </div>
        <div><h3 className="font-semibold mb-1">Who has to agree</h3><Consents bundle={bundle} /></div>
        {missing.length > 0 && <ul className="text-warn text-sm grid gap-1">{missing.map((text) => <li key={text}>{text}</li>)}</ul>}
        <BundleActs bundle={bundle} />
      </div>
      <div className="panel p-4 lg:p-5 min-w-0"><JointSums bundle={bundle} /></div>
    </li>
  );
}

/** Bundles of several sellers' products: the platform's to make, with each seller's consent. */
export default async function AdminBundlesPage({ searchParams }: { searchParams: Promise<{ after?: string | string[] }> }) {
  const { api } = await requireAdmin('/admin/bundles');
  const parsed = ListJointBundlesInput.safeParse({ cursor: [(await searchParams).after].flat()[0] });
  const { items, nextCursor } = await api.admin.listBundles(parsed.success ? parsed.data : {});
  const make = <LinkButton tone="ink" href="/admin/bundles/new">New bundle</LinkButton>;
  return (
    <AdminFrame current="/admin/bundles">
      <div className="flex flex-wrap items-center justify-between gap-3"><h1 className="d3">Bundles across sellers</h1>{items.length > 0 && make}</div>
      <p className="text-ink-2 mt-1 max-w-[64ch]">A seller bundles its own products. What holds products of several is made here, and sold once every other seller has agreed.</p>
      {items.length === 0 ? <div className="mt-6"><EmptyState title="No such bundle yet" slug="bundles" action={make}>Choose parts of any sellers, in any mix of downloads and goods.</EmptyState></div> : (
        <>
          <ul className="mt-8 grid gap-10">{items.map((bundle) => <Bundle key={bundle.id} bundle={bundle} />)}</ul>
          <div className="mt-8"><ListPages count={items.length} one="bundle" href="/admin/bundles" cursor={parsed.data?.cursor} nextCursor={nextCursor} /></div>
        </>
      )}
    </AdminFrame>
  );
}
