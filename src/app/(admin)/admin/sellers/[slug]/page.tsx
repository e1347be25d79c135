import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireAdmin } from '@/app/require-viewer';
import { SellerInput, type AdminSellerView } from '@/shared/contracts/sellers';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { formatDateTime, formatPlural } from '@/ui/format';
import { SellerStatusChip } from '@/ui/seller-status';
import { AdminFrame } from '../../admin-frame';
import { SellerActs } from './seller-acts';

interface Props {
  params: Promise<{ slug: string }>;
}

/** The seller, read once for the page and its title. */
const read = cache(async (slug: string) => {
  const input = SellerInput.safeParse({ seller: slug });
  if (!input.success) notFound();
  const { api } = await requireAdmin(`/admin/sellers/${slug}`);
  return api.admin.getSeller(input.data).catch(asNotFoundPage);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Seller ${(await read((await params).slug)).name}` };
}

function factsOf(seller: AdminSellerView): [string, string][] {
  const at = (instant: string | null) => (instant ? formatDateTime(instant) : 'Not recorded');
  return [
    ['Address', `/sellers/${seller.slug}`],
    ['Organization', seller.organizationName],
    ['Country', seller.country ?? 'Unknown'],
    ['Mail for buyers', seller.supportEmail ?? 'None'],
    ['Fee', `${seller.feeBps / 100}%`],
    ['On the shelf', formatPlural(seller.publishedCount, 'product')],
    ['Applied', at(seller.appliedAt)],
    ['Approved', at(seller.approvedAt)],
    ...(seller.closedAt ? [['Closed', at(seller.closedAt)] satisfies [string, string]] : []),
  ];
}

function stripeFactsOf(seller: AdminSellerView): [string, string][] {
  if (!seller.stripeAccountId) return [['Account', 'None yet']];
  return [
    ['Account', seller.stripeAccountId],
    ['Answers handed in', seller.detailsSubmitted ? 'Yes' : 'No'],
    ['Can be paid', seller.payoutsEnabled ? 'Yes' : 'No, what it earns is held'],
    ['Still wanted', seller.requirements.join(', ') || 'Nothing'],
  ];
}

function Facts({ facts }: { facts: [string, string][] }) {
  return (
    <dl className="ruled mt-3">
      {facts.map(([name, value]) => <div key={name} className="grid grid-cols-[140px_minmax(0,1fr)] gap-4 py-2.5 text-[15px]"><dt className="text-ink-2">{name}</dt><dd className="break-words">{value}</dd></div>)}
    </dl>
  );
}

/** One seller: who it is, where it stands, and what an admin may do about it. */
export default async function AdminSellerPage({ params }: Props) {
  const seller = await read((await params).slug);
  return (
    <AdminFrame current="/admin/sellers">
      <Breadcrumbs trail={[{ href: '/admin/sellers', label: 'Sellers' }]} />
      <div className="flex flex-wrap items-center gap-3 mt-1"><h1 className="d3 break-words">{seller.name}</h1><SellerStatusChip lifecycle={seller.lifecycle} /></div>
      {seller.tagline && <p className="text-ink-2 mt-1 break-words">{seller.tagline}</p>}
      {seller.lifecycleReason && <p className="mt-3 max-w-[64ch] break-words"><span className="font-semibold">The reason:</span> {seller.lifecycleReason}</p>}
      <SellerActs slug={seller.slug} name={seller.name} lifecycle={seller.lifecycle} />
      <div className="grid lg:grid-cols-2 gap-x-12 gap-y-10 mt-10">
        <section aria-labelledby="about"><h2 id="about" className="font-semibold text-lg">The seller</h2><Facts facts={factsOf(seller)} /></section>
        <section aria-labelledby="stripe"><h2 id="stripe" className="font-semibold text-lg">At Stripe</h2><Facts facts={stripeFactsOf(seller)} /></section>
        <section aria-labelledby="words"><h2 id="words" className="font-semibold text-lg">In its own words</h2><p className="mt-3 whitespace-pre-line break-words text-ink-2">{seller.about || 'Nothing was written.'}</p></section>
        <section aria-labelledby="people">
          <h2 id="people" className="font-semibold text-lg">People</h2>
          <ul className="ruled mt-3">{seller.members.map(({ name, email, role }) => <li key={email} className="py-2.5 text-[15px] break-words"><span className="font-medium">{name}</span>, {role}<span className="block text-sm text-ink-2">{email}</span></li>)}</ul>
        </section>
      </div>
    </AdminFrame>
  );
}
