'use client';

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { TRIAL_WORDS } from '@/shared/trial-limits';
import { TIER_WORDS } from '@/shared/tier-words';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { Chip, OwnChip } from '@/ui/chip';
import { refreshKeys } from '../../_parts/owned';
import { useMembership } from '../../_parts/own-membership';

const SIZE = Object.keys(TIER_WORDS);

/** What a membership includes: opened at once by whoever has it, said to everyone else. */
export function IncludedOffer({ slug, from }: { slug: string; from: string }) {
  const membership = useMembership();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isOwn = membership !== null && SIZE.indexOf(membership.tier) >= SIZE.indexOf(from);

  async function unlock(): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await api.subscriptions.unlockIncluded.mutate({ productSlug: slug });
      refreshKeys();
    } catch (error) {
      setProblem(problemOf(error).message);
      setBusy(false);
    }
  }

  if (!isOwn) {
    return <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm max-lg:-my-2"><Chip icon={KeyRound}>Included from {TIER_WORDS[from]}</Chip><a className="tap link" href="/membership">See the membership</a></p>;
  }
  return (
    <div className="panel p-5 mt-4">
      <OwnChip>Included in your {membership.plan} membership</OwnChip>
      <p className="text-sm text-ink-2 mt-2">{membership.organizationName ? `${membership.organizationName} is a member: everyone there can use it.` : 'Nothing to pay: it is yours as long as you are a member.'}{membership.isTrial && ` ${TRIAL_WORDS}`}</p>
      <Button tone="own" size="l" wide className="mt-4" busy={busy} onClick={() => void unlock()}><KeyRound className="ic" aria-hidden="true" />Unlock with your membership</Button>
      {problem && <p className="fault mt-3" role="alert">{problem}</p>}
    </div>
  );
}
