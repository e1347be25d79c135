'use client';

import { Check } from 'lucide-react';
import { useState } from 'react';
import type { MembershipOffer } from '@/shared/contracts/subscriptions';
import { TYPE_WORDS } from '@/shared/product-words';
import { TIER_WORDS } from '@/shared/tier-words';
import { LinkButton } from '@/ui/button';
import { Segmented } from '@/ui/choices';
import { OwnChip } from '@/ui/chip';
import { formatMoney, formatPlural } from '@/ui/format';
import { AddToCart } from '../_parts/add-to-cart';
import { useMembership } from '../_parts/own-membership';

type Plan = MembershipOffer['plans'][number];
type Interval = Plan['interval'];

const TIERS = Object.keys(TIER_WORDS);
const WHOM: Record<string, string> = { pro: 'For one person who builds alone.', 'pro+': 'For one person who ships every week.', enterprise: 'For an organization: everyone in it.' };
const BILLED = [{ value: 'month', label: 'By month' }, { value: 'year', label: 'By year' }];

/** How much a year costs less than twelve months of the same tier, in percent; 0 when nothing. */
function savedPercent(plans: readonly Plan[], tier: string): number {
  const of = (interval: Interval) => plans.find((one) => one.tier === tier && one.interval === interval)?.amountMinor;
  const [month, year] = [of('month'), of('year')];
  return month && year ? Math.max(0, Math.floor((1 - year / (month * 12)) * 100)) : 0;
}

function Points({ points }: { points: readonly string[] }) {
  return <ul className="mt-4 grid gap-2 text-[15px]">{points.map((point) => <li key={point} className="flex gap-2.5 items-start"><Check className="ic mt-0.5 flex-none" aria-hidden="true" /><span>{point}</span></li>)}</ul>;
}

function pointsOf(tier: string, included: MembershipOffer['included']): string[] {
  const reach = TIERS.slice(0, TIERS.indexOf(tier) + 1);
  const count = included.filter((one) => reach.includes(one.tier)).length;
  const below = TIERS[TIERS.indexOf(tier) - 1];
  return [
    ...(below ? [`Everything in ${TIER_WORDS[below] ?? below}`] : []),
    count > 0 ? `${formatPlural(count, 'product')} included, with every version` : 'What sellers include from here on',
    tier === 'enterprise' ? 'Bought for an organization, open to all its members' : 'Cancel any time, to the end of what is paid',
  ];
}

/** One tier: what it costs, what it gives, and the act. */
function PlanColumn({ plan, saved, included, mine }: { plan: Plan; saved: number; included: MembershipOffer['included']; mine: string | null }) {
  const tier = plan.tier ?? '';
  const name = TIER_WORDS[tier] ?? plan.title;
  return (
    <li className="border-t border-ink pt-5 pb-2 flex flex-col">
      <div className="flex items-center gap-2 min-h-6"><h2 className="d4">{name}</h2>{mine === tier && <OwnChip />}</div>
      <p className="text-sm text-ink-2 mt-1">{WHOM[tier]}</p>
      <p className="mt-4"><span className="d3 font-semibold">{formatMoney(plan.amountMinor, plan.currency, { shelf: true })}</span> <span className="text-ink-2">a {plan.interval}</span></p>
      <p className="text-sm text-ink-2 min-h-5 mt-1">{[plan.trialDays > 0 && `${plan.trialDays} days free first`, plan.interval === 'year' && saved > 0 && `${saved} % less than by month`].filter(Boolean).join(', ') || 'Paid from the first day'}</p>
      <Points points={pointsOf(tier, included)} />
      <div className="mt-auto pt-6">
        {mine === null ? <AddToCart variantId={plan.variantId} label={plan.trialDays > 0 ? `Try ${name}` : `Join ${name}`} tone={tier === 'pro' ? 'ink' : 'line'} wide />
          : <LinkButton href="/account/billing" tone={mine === tier ? 'own' : 'line'} wide>{mine === tier ? 'See your plan' : TIERS.indexOf(tier) > TIERS.indexOf(mine) ? `Move up to ${name}` : `Change to ${name}`}</LinkButton>}
      </div>
    </li>
  );
}

function Included({ included }: Pick<MembershipOffer, 'included'>) {
  if (included.length === 0) return null;
  return (
    <section className="mt-20 lg:mt-28" aria-labelledby="included">
      <h2 id="included" className="d3">Included today</h2>
      <ul className="mt-5 border-t border-ink">
        {included.map(({ slug, title, type, tier }) => (
          <li key={slug} className="border-b border-line py-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <a className="font-semibold hover:underline underline-offset-3 min-w-0" href={`/marketplace/${slug}`}>{title}</a>
            <span className="text-sm text-ink-2">{TYPE_WORDS[type]?.one ?? type}</span>
            <span className="text-sm text-ink-2 ml-auto">from {TIER_WORDS[tier]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Free, Pro, Pro+ and Enterprise side by side, by month or by year; the viewer's own is marked. */
export function PlanTable({ offer: { plans, included } }: { offer: MembershipOffer }) {
  const [interval, setInterval] = useState<Interval>('month');
  const mine = useMembership()?.tier ?? null;
  const shown = TIERS.flatMap((tier) => plans.find((one) => one.tier === tier && one.interval === interval) ?? []);
  return (
    <>
      <div className="mt-8"><Segmented legend="Paid" name="interval" value={interval} segments={BILLED} onChange={(value) => setInterval(value === 'year' ? 'year' : 'month')} className="max-sm:w-full" /></div>
      <ul className="mt-8 grid sm:grid-cols-2 xl:grid-cols-4 gap-x-8 gap-y-10">
        <li className="border-t border-ink pt-5 pb-2 flex flex-col">
          <h2 className="d4">Free</h2>
          <p className="text-sm text-ink-2 mt-1">For everyone who has signed in.</p>
          <p className="mt-4"><span className="d3 font-semibold">$0</span> <span className="text-ink-2">for ever</span></p>
          <p className="text-sm text-ink-2 min-h-5 mt-1">No card asked</p>
          <Points points={['Everything that is free, in every version', 'Buy anything by itself and keep it', 'Receipts and downloads in one place']} />
        </li>
        {shown.map((plan) => <PlanColumn key={plan.priceId} plan={plan} saved={savedPercent(plans, plan.tier ?? '')} included={included} mine={mine} />)}
      </ul>
      <Included included={included} />
    </>
  );
}
