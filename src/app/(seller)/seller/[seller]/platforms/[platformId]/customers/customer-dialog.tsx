'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { CustomerView, TierView } from '@/shared/contracts/platform-views';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Select } from '@/ui/field';

interface Props {
  ids: PlatformInput;
  mode: PlatformMode;
  tiers: readonly TierView[];
  customer?: CustomerView;
}

const FIELDS = ['externalId', 'name', 'email', 'tier'] as const;

/** Makes a customer by hand, or changes its words and its tier. */
export function CustomerDialog({ ids, mode, tiers, customer }: Props) {
  const act = useAct();
  const isSubscribed = customer?.tierSource === 'subscription';
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState({ externalId: customer?.externalId ?? '', name: customer?.name ?? '', email: customer?.email ?? '', tier: customer?.tier ?? '' });
  const field = (name: (typeof FIELDS)[number]) => ({ name, value: draft[name], error: act.faultOf(name), onChange: ({ target }: { target: { value: string } }) => setDraft({ ...draft, [name]: target.value }) });
  const save = () =>
    act.run(async () => {
      const { externalId, name, email, tier } = draft;
      // A tier that was not touched is not set: setting it would overrule tokens from now on.
      await api.platforms.putCustomer.mutate({ ...ids, mode, externalId, name: name.trim() || null, email: email.trim() || null, ...(tier !== '' && tier !== customer?.tier && { tier }) });
      setOpen(false);
      if (!customer) setDraft({ externalId: '', name: '', email: '', tier: '' });
    });
  const fault = act.faultBeside(FIELDS);
  const id = `customer-${customer?.id ?? 'new'}`;
  const options = [...(customer ? [] : [{ value: '', label: 'The default tier' }]), ...tiers.map(({ slug, name }) => ({ value: slug, label: name }))];
  return (
    <Dialog title={customer ? `Change ${customer.externalId}` : 'A new customer'} trigger={customer ? 'Change' : 'Add a customer'} triggerClassName="btn btn-line btn-s" {...(customer && { triggerLabel: `Change ${customer.externalId}` })} open={open} onOpenChange={setOpen}
      footer={<><Button tone="text" data-close="">Cancel</Button><Button type="submit" form={id} tone="ink" busy={act.busy}>Save</Button></>}>
      <form id={id} className="grid gap-4" noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
        {!customer && <Field label="Your own name for it" hint="As your server will send it, such as user_1842." inputClassName="mono" maxLength={128} autoComplete="off" {...field('externalId')} />}
        <Field label="Name" maxLength={120} autoComplete="off" {...field('name')} />
        <Field label="Mail address" type="email" maxLength={254} autoComplete="off" {...field('email')} />
        {isSubscribed ? <p className="text-sm text-ink-2">Its subscription decides its tier.</p> : <Select label="Tier" options={options} {...field('tier')} />}
        {fault && <p className="fault" role="alert">{fault}</p>}
      </form>
    </Dialog>
  );
}
