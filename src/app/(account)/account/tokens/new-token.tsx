'use client';

import { useState } from 'react';
import { ShownKey } from '@/app/shown-key';
import { AskProof, asksProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import { useShownOnce } from '@/app/use-shown-once';
import type { PersonalScope } from '@/shared/contracts/api-keys';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { CheckboxRow } from '@/ui/choices';
import { Dialog } from '@/ui/dialog';
import { Field, Select } from '@/ui/field';

const SCOPES: { scope: PersonalScope; label: string }[] = [
  { scope: 'catalog:read', label: 'Read the catalogue' },
  { scope: 'entitlements:read', label: 'See what you hold' },
  { scope: 'downloads:read', label: 'Download it' },
];
const ENDS = [{ value: '30', label: 'In 30 days' }, { value: '90', label: 'In 90 days' }, { value: '365', label: 'In a year' }, { value: '', label: 'Never' }];
const ALL = SCOPES.map(({ scope }) => scope);

/** Makes a token, and shows it. */
export function NewToken() {
  const act = useAct();
  const { open, shown: made, make: show, onOpenChange } = useShownOnce<{ key: string; name: string }>(act);
  const [name, setName] = useState('');
  const [ends, setEnds] = useState('90');
  const [scopes, setScopes] = useState<readonly PersonalScope[]>(ALL);
  const toggle = (scope: PersonalScope) => setScopes(scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope]);
  const make = () =>
    show(async () => {
      const { key } = await api.tokens.create.mutate({ name, scopes: [...scopes], expiresInDays: ends === '' ? null : Number(ends) });
      setName('');
      return { key, name };
    });
  const fault = asksProof(act.problem) ? undefined : act.faultBeside(['name', 'scopes']);
  return (
    <>
      <Dialog title="A new token" trigger="Make a token" triggerClassName="btn btn-ink" open={open} onOpenChange={onOpenChange}
        footer={made ? <Button tone="ink" data-close="">I have copied it</Button> : <><Button tone="text" data-close="">Cancel</Button><Button type="submit" form="new-token" tone="ink" busy={act.busy}>Make the token</Button></>}>
        {made ? <ShownKey text={made.key} name={made.name} keeper="your program finds its secrets" /> : (
          <form id="new-token" className="grid gap-4" noValidate onSubmit={(event) => { event.preventDefault(); void make(); }}>
            <Field label="Name" name="name" maxLength={60} autoComplete="off" placeholder="Build server" value={name} error={act.faultOf('name')} onChange={({ target }) => setName(target.value)} />
            <fieldset className="min-w-0">
              <legend className="label">It may</legend>
              {SCOPES.map(({ scope, label }) => <CheckboxRow key={scope} label={<>{label} <span className="mono text-ink-3">{scope}</span></>} checked={scopes.includes(scope)} onChange={() => toggle(scope)} />)}
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
