'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { TierView } from '@/shared/contracts/platform-views';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { useToast } from '@/ui/toast';
import { TierFields } from './tier-fields';
import { EMPTY_TIER, TIER_FIELDS, toTierDraft, toTierTerms } from './tier-draft';

/** Adds a tier, or changes one. */
export function TierDialog({ ids, tier, isSold }: { ids: PlatformInput; tier?: TierView; /** A product in the marketplace sells the tiers. */ isSold: boolean }) {
  const toast = useToast();
  const act = useAct();
  const first = tier ? toTierDraft(tier) : EMPTY_TIER;
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(first);
  const show = (next: boolean) => {
    if (next) setDraft(first);
    setOpen(next);
  };
  const save = () =>
    act.run(async () => {
      const terms = toTierTerms(draft);
      await (tier ? api.platforms.updateTier.mutate({ ...ids, tierId: tier.id, tier: terms }) : api.platforms.createTier.mutate({ ...ids, tier: terms }));
      setOpen(false);
      if (isSold) toast({ message: 'The tier is saved. The product in the marketplace has it once you bring it up to the tiers.', action: { label: 'Go there', onSelect: () => document.getElementById('shelf')?.scrollIntoView() } });
    });
  const fault = act.faultBeside(TIER_FIELDS.map((name) => `tier.${name}`));
  const id = `tier-${tier?.id ?? 'new'}`;
  return (
    <Dialog title={tier ? `Change ${tier.name}` : 'A new tier'} trigger={tier ? 'Change' : 'Add a tier'} triggerClassName={tier ? 'btn btn-line btn-s' : 'btn btn-ink'} {...(tier && { triggerLabel: `Change ${tier.name}` })} open={open} onOpenChange={show}
      footer={<><Button tone="text" data-close="">Cancel</Button><Button type="submit" form={id} tone="ink" busy={act.busy}>Save</Button></>}>
      <form id={id} noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <TierFields draft={draft} onChange={setDraft} faultOf={(name) => act.faultOf(`tier.${name}`)} isOwnDefault={tier?.isDefault ?? false} />
        {fault && <p className="fault" role="alert">{fault}</p>}
      </form>
    </Dialog>
  );
}
