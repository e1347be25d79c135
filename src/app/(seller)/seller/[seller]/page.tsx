import { Check, Circle, Landmark, MessageSquare, PackagePlus, PencilLine, RefreshCw, Star, Truck, Undo2 } from 'lucide-react';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { MOST_THREADS_COUNTED, type OwnSellerView, type SellerDuties } from '@/shared/contracts/sellers';
import { caller } from '@/trpc/server';
import { LinkButton } from '@/ui/button';
import { formatDate, formatPlural } from '@/ui/format';
import { SellerStatusChip } from '@/ui/seller-status';
import { Dashboard } from './_dashboard/dashboard';
import type { Asked } from './_dashboard/stats-address';
import { Balances } from './payouts/balances';
import { DuesTable } from './payouts/dues-table';
import { requireSeller } from './require-seller';
import { toRequirementWords } from './requirement-words';
import { SellerFrame } from './seller-frame';
import { GoToStripe } from './settings/go-to-stripe';
import { toSteps } from './steps';

export const metadata: Metadata = { title: 'Seller overview' };

const LEADS = {
  applied: 'Your application is being read. You can look around meanwhile.',
  approved: 'You may sell. One thing is left before money can reach you.',
  active: 'What you sell, and what waits for you.',
  suspended: 'Your products are off the listing. Paid orders are still to be sent.',
  closed: 'Your products are off the listing for good. What buyers own stays theirs.',
  declined: 'Your application was not approved. You can change it and send it again.',
} as const;

function Reason({ seller }: { seller: OwnSellerView }) {
  if (!seller.lifecycleReason) return null;
  return (
    <section aria-label="What we were told" className="panel mt-6 max-w-[720px] p-5">
      <h2 className="font-semibold">The reason</h2>
      <p className="text-ink-2 mt-1 whitespace-pre-line break-words">{seller.lifecycleReason}</p>
      {seller.lifecycle === 'declined' && <div className="mt-4"><LinkButton href={`/seller/apply?seller=${seller.slug}`} tone="ink">Change the application</LinkButton></div>}
    </section>
  );
}

function Steps({ seller }: { seller: OwnSellerView }) {
  const steps = toSteps(seller);
  // Who sells already needs no way to a first sale; what is left is among the tasks.
  if (!['applied', 'approved', 'active'].includes(seller.lifecycle) || (seller.lifecycle === 'active' && seller.publishedCount > 0)) return null;
  return (
    <section className="mt-8" aria-labelledby="steps">
      <h2 id="steps" className="font-semibold text-lg">The way to your first sale</h2>
      <ol className="ruled mt-3 max-w-[720px]">
        {steps.map(({ title, says, state }) => (
          <li key={title} className="grid grid-cols-[32px_minmax(0,1fr)] py-3" aria-current={state === 'now' ? 'step' : undefined}>
            {state === 'done' ? <Check className="ic mt-0.5 text-ok" aria-hidden="true" /> : <Circle className={`ic mt-0.5 ${state === 'now' ? 'text-ink' : 'text-ink-3'}`} aria-hidden="true" />}
            <span className={state === 'later' ? 'text-ink-3' : undefined}>
              <span className={state === 'now' ? 'font-semibold' : 'font-medium'}>{title}</span><span className="sr-only">{state === 'done' ? ', done' : state === 'now' ? ', next' : ', later'}</span>
              <span className={`block text-sm ${state === 'later' ? '' : 'text-ink-2'}`}>{says}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Task({ icon, title, says, children }: { icon: ReactNode; title: string; says: ReactNode; children: ReactNode }) {
  return (
    <li className="flex flex-wrap sm:flex-nowrap items-center gap-x-4 gap-y-3 py-3">
      <span className="text-ink-2 max-sm:hidden">{icon}</span>
      <div className="min-w-0 flex-1 basis-[220px]"><p className="font-semibold text-[15px]">{title}</p><div className="text-sm text-ink-2">{says}</div></div>
      {children}
    </li>
  );
}

function DutyTasks({ slug, duties }: { slug: string; duties: SellerDuties }) {
  const { parcelsToSend, parcelsLate, nextShipBy, returnsToAnswer, draftCount, threadsToAnswer, reviewsToAnswer } = duties;
  const firstDay = nextShipBy && parcelsLate === 0 ? `The first by ${formatDate(nextShipBy)}.` : '';
  return (
    <>
      {parcelsToSend > 0 && (
        <Task icon={<Truck className="ic" aria-hidden="true" />} title={`Send ${formatPlural(parcelsToSend, 'order')}`} says={parcelsLate > 0 ? <span className="text-danger font-medium">{formatPlural(parcelsLate, 'is', 'are')} late.</span> : firstDay}>
          <LinkButton href={`/seller/${slug}/orders`} size="s">Orders</LinkButton>
        </Task>
      )}
      {returnsToAnswer > 0 && <Task icon={<Undo2 className="ic" aria-hidden="true" />} title={`Answer ${formatPlural(returnsToAnswer, 'return')}`} says="A buyer waits for your word."><LinkButton href={`/seller/${slug}/orders`} size="s">Orders</LinkButton></Task>}
      {threadsToAnswer > 0 && <Task icon={<MessageSquare className="ic" aria-hidden="true" />} title={`Answer ${threadsToAnswer < MOST_THREADS_COUNTED ? formatPlural(threadsToAnswer, 'conversation') : `${MOST_THREADS_COUNTED} or more conversations`}`} says="A buyer had the last word."><LinkButton href={`/seller/${slug}/messages`} size="s">Messages</LinkButton></Task>}
      {reviewsToAnswer > 0 && <Task icon={<Star className="ic" aria-hidden="true" />} title={`Reply to ${formatPlural(reviewsToAnswer, 'review')}`} says="Everybody who reads the review reads your answer."><LinkButton href={`/seller/${slug}/reviews`} size="s">Reviews</LinkButton></Task>}
      {draftCount > 0 && <Task icon={<PencilLine className="ic" aria-hidden="true" />} title={`Finish ${formatPlural(draftCount, 'draft')}`} says="Nobody else sees them yet."><LinkButton href={`/seller/${slug}/products`} size="s">Products</LinkButton></Task>}
    </>
  );
}

function Tasks({ seller, duties }: { seller: OwnSellerView; duties: SellerDuties }) {
  const { slug, role, lifecycle, payoutsEnabled, hasStripeAccount, requirements, publishedCount } = seller;
  const wants = toRequirementWords(requirements);
  const mayOnboard = (lifecycle === 'approved' || lifecycle === 'active') && !payoutsEnabled;
  const needsProduct = (lifecycle === 'approved' || lifecycle === 'active') && publishedCount === 0 && duties.draftCount === 0;
  const isIdle = !mayOnboard && !needsProduct && duties.parcelsToSend + duties.returnsToAnswer + duties.draftCount + duties.threadsToAnswer + duties.reviewsToAnswer === 0;
  return (
    <section className="mt-10" aria-labelledby="to-do">
      <h2 id="to-do" className="font-semibold text-lg">To do</h2>
      {isIdle ? <p className="text-ink-2 mt-2">Nothing waits for you here.</p> : (
        <ul className="ruled mt-3">
          <DutyTasks slug={slug} duties={duties} />
          {mayOnboard && (
            <Task icon={<Landmark className="ic" aria-hidden="true" />} title={hasStripeAccount ? 'Finish at Stripe' : 'Tell Stripe where your money goes'}
              says={<>{lifecycle === 'active' && <p>You can sell already. What you earn is held until this is done.</p>}{wants.length > 0 && <p>Stripe still wants: {wants.join('; ')}.</p>}{role === 'member' && <p>An owner or admin of {seller.organizationName} does this.</p>}</>}>
              {role !== 'member' && <GoToStripe seller={slug} label={hasStripeAccount ? 'Continue' : 'Begin'} />}
            </Task>
          )}
          {needsProduct && <Task icon={<PackagePlus className="ic" aria-hidden="true" />} title="Put something on the shelf" says="Write the first product, or upload a pack."><LinkButton href={`/seller/${slug}/products`} size="s">Products</LinkButton></Task>}
          {mayOnboard && hasStripeAccount && <Task icon={<RefreshCw className="ic" aria-hidden="true" />} title="Done at Stripe already?" says="We ask Stripe what is true now."><LinkButton href={`/seller/${slug}/onboarding?back=1`} size="s">Ask Stripe</LinkButton></Task>}
        </ul>
      )}
    </section>
  );
}

/** What is owed, and the orders it is made of; the rest is on the page of payouts. */
async function Owed({ seller: { slug, role } }: { seller: OwnSellerView }) {
  if (role === 'member') return null;
  const { balances, dues, asOf } = await (await caller()).payouts.dues({ seller: slug });
  if (balances.length === 0) return null;
  return (
    <div className="mt-12">
      <Balances balances={balances} now={asOf} />
      {dues.length > 0 && <DuesTable dues={dues.slice(0, 5)} now={asOf} />}
      <div className="mt-4"><LinkButton href={`/seller/${slug}/payouts`} size="s">All payouts</LinkButton></div>
    </div>
  );
}

/** Where the seller stands, what to do next, and how it did. */
export default async function SellerOverviewPage({ params, searchParams }: { params: Promise<{ seller: string }>; searchParams: Promise<Asked> }) {
  const { api, seller } = await requireSeller((await params).seller, '');
  const duties = await api.sellers.duties({ seller: seller.slug });
  return (
    <SellerFrame seller={seller} current="">
      <div className="flex flex-wrap items-center gap-3"><h1 className="d3">Overview</h1><SellerStatusChip lifecycle={seller.lifecycle} /></div>
      <p className="text-ink-2 mt-1">{LEADS[seller.lifecycle]}</p>
      <Reason seller={seller} />
      <Steps seller={seller} />
      {seller.lifecycle !== 'declined' && <Tasks seller={seller} duties={duties} />}
      <Owed seller={seller} />
      {['active', 'suspended', 'closed'].includes(seller.lifecycle) && <Dashboard seller={seller.slug} asked={await searchParams} />}
    </SellerFrame>
  );
}
