import type { Metadata } from 'next';
import { PageShell } from '@/app/page-shell';
import { TrackView } from '@/app/track-view';
import { TRIAL_WORDS } from '@/shared/trial-limits';
import { publicCaller } from '@/trpc/server';
import { LinkButton } from '@/ui/button';
import { EmptyState } from '@/ui/states';
import { PlanTable } from './plan-table';

export const metadata: Metadata = { title: 'Membership', description: 'One membership, and what it includes: by month or by year, canceled whenever you like.', alternates: { canonical: '/membership' } };
export const revalidate = 60;

/** The marketplace's membership, plan by plan. Holds nothing of the viewer; what is theirs is asked for from the browser. */
export default async function MembershipPage() {
  const offer = await (await publicCaller()).subscriptions.offer();
  return (
    <PageShell current="/membership">
      <TrackView name="view" place="membership" />
      <div className="wrap pt-10 lg:pt-16 pb-24">
        <h1 className="d1 max-w-[16ch]">Be a member, open what it includes</h1>
        <p className="mt-4 text-lg text-ink-2 max-w-[52ch]">What is marked as included opens with one press, in every version, for as long as you are a member. What you buy by itself stays yours either way.{offer?.plans.some(({ trialDays }) => trialDays > 0) && ` ${TRIAL_WORDS}`}</p>
        {offer === null ? (
          <div className="mt-10"><EmptyState title="No membership here yet" slug="membership" action={<LinkButton href="/marketplace" tone="ink">Browse the marketplace</LinkButton>}>This shop sells each thing by itself. Nothing is kept from anyone.</EmptyState></div>
        ) : <PlanTable offer={offer} />}
      </div>
    </PageShell>
  );
}
