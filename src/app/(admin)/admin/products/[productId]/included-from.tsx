'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { MembershipTier } from '@/shared/contracts/subscriptions';
import { api } from '@/trpc/browser';
import { Select } from '@/ui/field';
import { useToast } from '@/ui/toast';

const SOLD_ONLY = '';
const OPTIONS: { value: MembershipTier | typeof SOLD_ONLY; label: string }[] = [
  { value: SOLD_ONLY, label: 'Only sold' }, { value: 'pro', label: 'Pro and above' }, { value: 'pro+', label: 'Pro+ and above' }, { value: 'enterprise', label: 'Enterprise' },
];

/** From which tier on members have a download without buying it. */
export function IncludedFrom({ productId, tier }: { productId: string; tier: MembershipTier | null }) {
  const [value, setValue] = useState<string>(tier ?? SOLD_ONLY);
  const act = useAct();
  const toast = useToast();
  const choose = (text: string) => {
    const chosen = OPTIONS.find((option) => option.value === text)?.value ?? SOLD_ONLY;
    void act.run(async () => {
      await api.admin.includeProduct.mutate({ productId, tier: chosen === SOLD_ONLY ? null : chosen });
      setValue(chosen);
      toast({ message: chosen === SOLD_ONLY ? 'It is only sold now.' : 'Members may open it now.' });
    });
  };
  return <Select label="In memberships" className="mt-6 max-w-[280px]" value={value} disabled={act.busy} error={act.problem?.message} options={OPTIONS} onChange={({ target }) => choose(target.value)} />;
}
