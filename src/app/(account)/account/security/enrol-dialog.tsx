'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { TotpSetup } from '@/shared/contracts/security';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { RecoveryCodeList } from './recovery-code-list';

/** Sets an authenticator up: its secret as a picture and as text, its first code, and then the recovery codes. */
export function EnrolDialog() {
  const begin = useAct();
  const confirm = useAct();
  const [setup, setSetup] = useState<TotpSetup | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [code, setCode] = useState('');
  const start = () =>
    begin.run(async () => {
      setSetup(await api.security.startTotp.mutate());
      return false;
    });
  const finish = () =>
    confirm.run(async () => {
      setCodes((await api.security.confirmTotp.mutate({ code })).codes);
      setCode('');
      return false;
    });
  const close = () => {
    setSetup(null);
    // Only now the page behind tells that it is on: drawn anew before, it would take the codes away with this dialog.
    if (codes) window.location.reload();
  };
  return (
    <>
      <Button tone="ink" busy={begin.busy} onClick={() => void start()}>Set it up</Button>
      {begin.problem && <p className="fault" role="alert">{begin.problem.message}</p>}
      <Dialog title={codes ? 'Two-step sign-in is on' : 'Set up your authenticator'} description={codes ? 'These are your recovery codes.' : 'Any authenticator works: scan the picture, or type the secret.'} open={setup !== null} onOpenChange={(open) => { if (!open) close(); }}
        footer={codes ? <Button tone="ink" data-close="">I have kept them</Button> : <><Button tone="text" data-close="">Cancel</Button><Button type="submit" form="enrol" tone="ink" busy={confirm.busy}>Turn it on</Button></>}>
        {codes ? <RecoveryCodeList codes={codes} /> : setup && (
          <form id="enrol" className="grid gap-4" noValidate onSubmit={(event) => { event.preventDefault(); void finish(); }}>
            <svg className="size-44 rounded" viewBox={`0 0 ${setup.qr.size} ${setup.qr.size}`} role="img" aria-label="QR code of the secret" shapeRendering="crispEdges"><rect width={setup.qr.size} height={setup.qr.size} fill="#fff" /><path d={setup.qr.path} fill="#000" /></svg>
            <div className="min-w-0">
              <p className="label">Secret</p>
              <p className="mono break-all select-all" data-secret="">{setup.secret}</p>
            </div>
            <Field label="The code it shows now" name="code" inputMode="numeric" autoComplete="one-time-code" value={code} error={confirm.problem?.message} inputClassName="mono" onChange={({ target }) => setCode(target.value.replace(/\D/g, '').slice(0, 6))} />
          </form>
        )}
      </Dialog>
    </>
  );
}
