'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { TierView } from '@/shared/contracts/platform-views';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { api } from '@/trpc/browser';
import { Button, LinkButton } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Select } from '@/ui/field';
import { CopyText } from '@/app/copy-text';
import { toPriceWords } from '../tiers/tier-words';

interface Props {
  ids: PlatformInput;
  mode: PlatformMode;
  /** Those with a price. */
  tiers: readonly TierView[];
  externalId: string;
}

/** Opens Stripe's page for a customer to subscribe, to send it or to try it. */
export function CheckoutDialog({ ids, mode, tiers, externalId }: Props) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [tier, setTier] = useState(tiers[0]?.slug ?? '');
  const [back, setBack] = useState('');
  const [url, setUrl] = useState<string | null>(null);
  const make = () =>
    act.run(async () => {
      setUrl((await api.platforms.openCheckout.mutate({ ...ids, mode, externalId, tier, successUrl: back, cancelUrl: back })).url);
      return false;
    });
  const fault = act.faultBeside(['tier', 'successUrl', 'cancelUrl']);
  return (
    <Dialog title={`A checkout for ${externalId}`} description={mode === 'preview' ? 'In preview nobody is charged: pay with a test card.' : 'Paid into your own Stripe account.'} trigger="Checkout" triggerClassName="btn btn-text btn-s" triggerLabel={`Open a checkout for ${externalId}`} open={open}
      onOpenChange={(next) => { setOpen(next); if (!next) setUrl(null); }}
      footer={url === null ? <><Button tone="text" data-close="">Cancel</Button><Button type="submit" form={`checkout-${externalId}`} tone="ink" busy={act.busy}>Open it</Button></> : <Button tone="ink" data-close="">Done</Button>}>
      {url === null ? (
        <form id={`checkout-${externalId}`} className="grid gap-4" noValidate onSubmit={(event) => { event.preventDefault(); void make(); }}>
          <Select label="Tier" options={tiers.map((one) => ({ value: one.slug, label: `${one.name}, ${toPriceWords(one)}` }))} value={tier} error={act.faultOf('tier')} onChange={({ target }) => setTier(target.value)} />
          <Field label="Afterwards, back to" name="successUrl" type="url" placeholder="https://app.example/done" value={back} error={act.faultOf('successUrl') ?? act.faultOf('cancelUrl')} onChange={({ target }) => setBack(target.value)} />
          {fault && <p className="fault" role="alert">{fault}</p>}
        </form>
      ) : (
        <div>
          <p className="mono text-sm break-all select-all">{url}</p>
          <div className="mt-4 flex flex-wrap gap-2"><CopyText text={url} label="Copy the address" /><LinkButton size="s" href={url} target="_blank" rel="noopener">Open it here</LinkButton></div>
        </div>
      )}
    </Dialog>
  );
}
