'use client';

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { MembershipView } from '@/shared/contracts/subscriptions';
import { TRIAL_WORDS } from '@/shared/trial-limits';
import { TIER_WORDS } from '@/shared/tier-words';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { Chip, OwnChip } from '@/ui/chip';
import { refreshKeys } from '../../_parts/owned';
import { useMembership } from '../../_parts/own-membership';

const SIZE = Object.keys(TIER_WORDS);

/** The viewer's membership if it includes what is included from this tier on; null until the browser knows, and for everyone else. */
export function useIncluding(from: string | null): MembershipView | null {
  const membership = useMembership();
  return from !== null && membership !== null && SIZE.indexOf(membership.tier) >= SIZE.indexOf(from) ? membership : null;
}

/** Says to everyone that a membership includes this. */
export function IncludedFrom({ tier }: { tier: string }) {
  return <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm max-lg:-my-2"><Chip icon={KeyRound}>Included from {TIER_WORDS[tier]}</Chip><a className="tap link" href="/membership">See the membership</a></p>;
}

export interface IncludedPanelProps {
  slug: string;
  membership: MembershipView;
  /** It stands in the place of more than one licence. */
  isRoomy: boolean;
  onBuy: () => void;
}

/** Opens at once what the viewer's membership includes; what they want to keep beyond it they may still buy. */
export function IncludedPanel({ slug, membership, isRoomy, onBuy }: IncludedPanelProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

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

  return (
    <div className="panel p-5 flex flex-col">
      <div><OwnChip>Included in your {membership.plan} membership</OwnChip></div>
      <p className="text-sm text-ink-2 mt-2">{membership.organizationName ? `${membership.organizationName} is a member: everyone there can use it.` : 'Nothing to pay: it is yours as long as you are a member.'}{membership.isTrial && ` ${TRIAL_WORDS}`}</p>
      <div className="mt-3 grid"><Button tone="own" busy={busy} onClick={() => void unlock()}><KeyRound className="ic" aria-hidden="true" />Unlock with your membership</Button></div>
      {problem && <p className="fault mt-3" role="alert">{problem}</p>}
      {isRoomy && <p className="mt-auto pt-4 text-sm text-ink-2">What you buy by itself stays yours, also when the membership ends.</p>}
      <div className="mt-1 -mb-3 grid"><Button tone="text" onClick={onBuy}>Buy it instead</Button></div>
    </div>
  );
}
