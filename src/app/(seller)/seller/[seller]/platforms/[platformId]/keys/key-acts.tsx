'use client';

import { useState } from 'react';
import { AskProof, asksProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import { useShownOnce } from '@/app/use-shown-once';
import type { ApiKeyView } from '@/shared/contracts/api-keys';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Select } from '@/ui/field';
import { ShownKey } from '@/app/shown-key';

const OVERLAPS = [{ value: '24', label: 'A day more' }, { value: '168', label: 'A week more' }, { value: '1', label: 'An hour more' }, { value: '0', label: 'Not any more' }];

function Rotate({ ids, apiKey: { id, name } }: { ids: PlatformInput; apiKey: ApiKeyView }) {
  const act = useAct();
  const { open, shown: made, make, onOpenChange } = useShownOnce<string>(act);
  const [overlap, setOverlap] = useState('24');
  const rotate = () => make(async () => (await api.platforms.rotateKey.mutate({ ...ids, keyId: id, overlapHours: Number(overlap) })).key);
  return (
    <>
      <Dialog title={`Rotate ${name}`} description="A new key takes over, with the same rights." trigger="Rotate" triggerClassName="btn btn-line btn-s" triggerLabel={`Rotate ${name}`} open={open} onOpenChange={onOpenChange}
        footer={made === null ? <><Button tone="text" data-close="">Cancel</Button><Button tone="ink" busy={act.busy} onClick={() => void rotate()}>Make the new key</Button></> : <Button tone="ink" data-close="">I have copied it</Button>}>
        {made === null ? <Select label="The old one works" options={OVERLAPS} value={overlap} onChange={({ target }) => setOverlap(target.value)} /> : <ShownKey text={made} name={name} />}
        {act.problem && !asksProof(act.problem) && <p className="fault" role="alert">{act.problem.message}</p>}
      </Dialog>
      {asksProof(act.problem) && <AskProof problem={act.problem} onProven={() => void rotate()} />}
    </>
  );
}

function Revoke({ ids, apiKey: { id, name } }: { ids: PlatformInput; apiKey: ApiKeyView }) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const revoke = () =>
    act.run(async () => {
      await api.platforms.revokeKey.mutate({ ...ids, keyId: id });
      setOpen(false);
    });
  return (
    <Dialog title={`Revoke ${name}?`} description="Whatever uses it is refused within five seconds, and it cannot be undone." trigger="Revoke" triggerClassName="btn btn-text btn-s" triggerLabel={`Revoke ${name}`} open={open} onOpenChange={setOpen}
      footer={<><Button tone="text" data-close="">Keep it</Button><Button tone="danger" busy={act.busy} onClick={() => void revoke()}>Revoke</Button></>}>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </Dialog>
  );
}

/** What can be done to a key that still works. */
export function KeyActs({ ids, apiKey }: { ids: PlatformInput; apiKey: ApiKeyView }) {
  if (apiKey.state === 'revoked' || apiKey.state === 'expired') return null;
  return <span className="flex flex-wrap gap-2 max-lg:mt-2 lg:justify-end">{apiKey.state === 'active' && <Rotate ids={ids} apiKey={apiKey} />}<Revoke ids={ids} apiKey={apiKey} /></span>;
}
