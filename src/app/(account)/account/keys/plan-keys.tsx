'use client';

import { useState } from 'react';
import { ShownKey } from '@/app/shown-key';
import { useAct } from '@/app/use-act';
import { useShownOnce } from '@/app/use-shown-once';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';

/** Makes a key of a bought plan, and shows it. */
export function NewPlanKey({ customerId }: { customerId: string }) {
  const act = useAct();
  const { open, shown: made, make: show, onOpenChange } = useShownOnce<{ key: string; name: string }>(act);
  const [name, setName] = useState('');
  const make = () =>
    show(async () => {
      const { key } = await api.apiPlans.createKey.mutate({ customerId, name });
      setName('');
      return { key, name };
    });
  const fault = act.faultBeside(['name']);
  const id = `plan-key-${customerId}`;
  return (
    <Dialog title="A new key" description="It reads what you used, and nothing else." trigger="Make a key" triggerClassName="btn btn-line btn-s" open={open} onOpenChange={onOpenChange}
      footer={made ? <Button tone="ink" data-close="">I have copied it</Button> : <><Button tone="text" data-close="">Cancel</Button><Button type="submit" form={id} tone="ink" busy={act.busy}>Make the key</Button></>}>
      {made ? <ShownKey text={made.key} name={made.name} /> : (
        <form id={id} noValidate onSubmit={(event) => { event.preventDefault(); void make(); }}>
          <Field label="Name" name="name" maxLength={60} autoComplete="off" placeholder="Laptop" value={name} error={act.faultOf('name')} onChange={({ target }) => setName(target.value)} />
          {fault && <p className="fault" role="alert">{fault}</p>}
        </form>
      )}
    </Dialog>
  );
}

export function RevokePlanKey({ customerId, keyId, name }: { customerId: string; keyId: string; name: string }) {
  const act = useAct();
  return (
    <>
      <Button size="s" tone="text" busy={act.busy} onClick={() => void act.run(() => api.apiPlans.revokeKey.mutate({ customerId, keyId }))}>Revoke<span className="sr-only"> {name}</span></Button>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </>
  );
}
