import type { Metadata } from 'next';
import { ListPayoutsInput } from '@/shared/contracts/payouts';
import { LinkButton } from '@/ui/button';
import { formatPlural } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { OwnersOnly } from '../owners-only';
import { requireSeller } from '../require-seller';
import { SellerFrame } from '../seller-frame';
import { Balances } from './balances';
import { DuesTable } from './dues-table';
import { BankPayouts, PayoutList } from './payout-list';
import { WeeksChart } from './weeks-chart';

export const metadata: Metadata = { title: 'Payouts' };

interface Props {
  params: Promise<{ seller: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
}

/** What a seller is owed, when it comes, and what came. */
export default async function PayoutsPage({ params, searchParams }: Props) {
  const { api, seller } = await requireSeller((await params).seller, '/payouts');
  if (seller.role === 'member') return <SellerFrame seller={seller} current="/payouts"><OwnersOnly title="Payouts" /></SellerFrame>;
  const input = { seller: seller.slug };
  const { after } = await searchParams;
  const parsed = ListPayoutsInput.safeParse({ ...input, cursor: [after].flat()[0] });
  const [{ balances, dues, isCapped, holdDays, asOf }, { items, nextCursor }, { weeks, bankPayouts }] = await Promise.all([
    api.payouts.dues(input), api.payouts.list(parsed.success ? parsed.data : input), api.payouts.overview(input),
  ]);
  const path = `/seller/${seller.slug}/payouts`;
  return (
    <SellerFrame seller={seller} current="/payouts">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="d3">Payouts</h1>
          <p className="text-ink-2 mt-1 max-w-[64ch] text-pretty">{holdDays === 0 ? 'Each order is paid with the next nightly payout' : `Each order is paid ${formatPlural(holdDays, 'day')} after its sale`}; goods count from shipping. Payouts are made every night.</p>
        </div>
        <LinkButton href={`/seller/${seller.slug}/statements`}>Statements</LinkButton>
      </div>
      {balances.length === 0
        ? <div className="mt-8"><EmptyState title={items.length === 0 ? 'Nothing is owed yet' : 'Everything is paid out'} slug={seller.slug}>{items.length === 0 ? 'Your share of the first sale shows here the moment it is paid.' : 'Your share of the next sale shows here.'}</EmptyState></div>
        : <Balances balances={balances} now={asOf} />}
      {dues.length > 0 && (
        <section className="mt-10" aria-labelledby="open">
          <h2 id="open" className="font-semibold text-lg">Order by order</h2>
          <div className="mt-3"><DuesTable dues={dues} now={asOf} /></div>
          {isCapped && <p className="text-sm text-ink-2 mt-3">The {formatPlural(dues.length, 'oldest order')}; the sums above are of all.</p>}
        </section>
      )}
      {weeks && (
        <section className="mt-12" aria-labelledby="weeks">
          <h2 id="weeks" className="font-semibold text-lg mb-3">Paid out by week</h2>
          <WeeksChart {...weeks} />
        </section>
      )}
      {items.length > 0 && (
        <section className="mt-12" aria-labelledby="history">
          <h2 id="history" className="font-semibold text-lg">Payouts so far</h2>
          <PayoutList payouts={items} />
          <div className="mt-6"><ListPages count={items.length} one="payout" href={path} cursor={parsed.data?.cursor} nextCursor={nextCursor} /></div>
        </section>
      )}
      {bankPayouts.length > 0 && (
        <section className="mt-12" aria-labelledby="bank">
          <h2 id="bank" className="font-semibold text-lg">From Stripe to your bank</h2>
          <BankPayouts payouts={bankPayouts} />
        </section>
      )}
    </SellerFrame>
  );
}
