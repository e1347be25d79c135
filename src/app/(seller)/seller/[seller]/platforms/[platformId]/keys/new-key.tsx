'use client';

import { useState } from 'react';
import { AskProof, asksProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import { useShownOnce } from '@/app/use-shown-once';
import type { PlatformMode, PlatformScope } from '@/shared/contracts/api-keys';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { CheckboxRow } from '@/ui/choices';
import { Dialog } from '@/ui/dialog';
import { Field, Select } from '@/ui/field';
import { ShownKey } from '@/app/shown-key';

const SCOPES: { scope: PlatformScope; label: string }[] = [
  { scope: 'usage:write', label: 'Count calls' },
  { scope: 'usage:read', label: 'Read usage' },
  { scope: 'customers:read', label: 'Read customers' },
  { scope: 'customers:write', label: 'Change customers' },
  { scope: 'checkout:write', label: 'Open checkouts' },
  { scope: 'tiers:read', label: 'Read tiers' },
];
const ENDS = [{ value: '', label: 'Never' }, { value: '30', label: 'In 30 days' }, { value: '90', label: 'In 90 days' }, { value: '365', label: 'In a year' }];

/** Makes a key, and shows it. */
export function NewKey({ ids, mode }: { ids: PlatformInput; mode: PlatformMode }) {
  const act = useAct();
  const { open, shown: made, make: show, onOpenChange } = useShownOnce<{ key: string; name: string }>(act);
  const [name, setName] = useState('');
  const [ends, setEnds] = useState('');
  const [scopes, setScopes] = useState<readonly PlatformScope[]>(['usage:write', 'usage:read']);
  const toggle = (scope: PlatformScope) => setScopes(scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope]);
  const make = () =>
    show(async () => {
      const { key } = await api.platforms.createKey.mutate({ ...ids, mode, name, scopes: [...scopes], expiresInDays: ends === '' ? null : Number(ends) });
      setName('');
      return { key, name };
    });
  const fault = asksProof(act.problem) ? undefined : act.faultBeside(['name', 'scopes']);
  return (
    <>
      <Dialog title={`A new ${mode} key`} trigger="Make a key" triggerClassName="btn btn-ink" open={open} onOpenChange={onOpenChange}
        footer={made ? <Button tone="ink" data-close="">I have copied it</Button> : <><Button tone="text" data-close="">Cancel</Button><Button type="submit" form="new-key" tone="ink" busy={act.busy}>Make the key</Button></>}>
        {made ? <ShownKey text={made.key} name={made.name} /> : (
          <form id="new-key" className="grid gap-4" noValidate onSubmit={(event) => { event.preventDefault(); void make(); }}>
            <Field label="Name" name="name" maxLength={60} autoComplete="off" placeholder="Production server" value={name} error={act.faultOf('name')} onChange={({ target }) => setName(target.value)} />
            <fieldset className="min-w-0">
              <legend className="label">It may</legend>
              <div className="grid sm:grid-cols-2">{SCOPES.map(({ scope, label }) => <CheckboxRow key={scope} label={<>{label}<span className="mono text-ink-3 block">{scope}</span></>} checked={scopes.includes(scope)} onChange={() => toggle(scope)} />)}</div>
              {act.faultOf('scopes') && <p className="fault" role="alert">{act.faultOf('scopes')}</p>}
            </fieldset>
            <Select label="It ends" options={ENDS} value={ends} onChange={({ target }) => setEnds(target.value)} />
            {fault && <p className="fault" role="alert">{fault}</p>}
          </form>
        )}
      </Dialog>
      {asksProof(act.problem) && <AskProof problem={act.problem} onProven={() => void make()} />}
    </>
  );
}
