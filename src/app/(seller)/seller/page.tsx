import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PageShell } from '@/app/page-shell';
import { requireViewer } from '@/app/require-viewer';
import { LinkButton } from '@/ui/button';
import { SellerStatusChip } from '@/ui/seller-status';

export const metadata: Metadata = { title: 'Sell' };

const STEPS = [
  { title: 'Apply', says: 'As an organization, also of one person. Say what you make; an admin reads it.' },
  { title: 'Tell Stripe where your money goes', says: 'On Stripe’s own pages. We never see your papers or your bank account.' },
  { title: 'Put something on the shelf', says: 'Kits, runbooks, notebooks, prompts, sneakers, goods. Buyers pay once for an order of many sellers; you see your part and when it is paid.' },
];

/** The door to selling: straight to the viewer's seller, a choice of several, or the way to become one. */
export default async function SellPage() {
  const { api } = await requireViewer('/seller');
  const sellers = await api.sellers.mine();
  const [only] = sellers;
  if (only && sellers.length === 1) redirect(`/seller/${only.slug}`);
  return (
    <PageShell current="/seller">
      <div className="wrap py-10 lg:py-16">
        {sellers.length > 0 ? (
          <>
            <h1 className="d2">Your sellers</h1>
            <ul className="ruled mt-6 max-w-[760px]">
              {sellers.map(({ slug, name, lifecycle }) => (
                <li key={slug} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
                  <a className="link font-semibold flex-1 min-w-[200px] break-words" href={`/seller/${slug}`}>{name}</a>
                  <SellerStatusChip lifecycle={lifecycle} />
                </li>
              ))}
            </ul>
            <div className="mt-6"><LinkButton href="/seller/apply">Apply with another organization</LinkButton></div>
          </>
        ) : (
          <>
            <h1 className="d2 max-w-[18ch]">Sell what you make</h1>
            <p className="text-ink-2 mt-3 max-w-[56ch] text-lg">Three steps, and the shop keeps the books: every amount says when you get it and, if it is held, why.</p>
            <ol className="ruled mt-8 max-w-[760px]">
              {STEPS.map(({ title, says }, at) => (
                <li key={title} className="grid grid-cols-[32px_minmax(0,1fr)] py-4">
                  <span className="font-semibold text-ink-3">{at + 1}</span>
                  <span><span className="font-semibold">{title}</span><span className="block text-ink-2 mt-0.5">{says}</span></span>
                </li>
              ))}
            </ol>
            <div className="mt-8"><LinkButton href="/seller/apply" tone="ink" size="l">Apply to sell</LinkButton></div>
          </>
        )}
      </div>
    </PageShell>
  );
}
