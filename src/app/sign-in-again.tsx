'use client';

import { useState } from 'react';
import { renewLive } from '@/app/live-connection';
import { postAuth, refusalOf } from '@/app/sign-in/auth-client';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';

interface SignInAgainProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onProven: () => void;
}

/** For whoever has no authenticator: signs the same person in once more, by a code from their mail, and leaves the page as it is. */
export function SignInAgain({ open, onOpenChange, onProven }: SignInAgainProps) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [code, setCode] = useState('');
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFault('');
    try {
      await work();
    } catch (error) {
      const { message, reason } = refusalOf(error);
      setFault(message);
      // Only a new message helps.
      if (reason === 'not_open' || reason === 'tried_out') setSentTo(null);
    }
    setBusy(false);
  };
  const send = () =>
    attempt(async () => {
      const { email } = await api.account.profile.query();
      await postAuth('signin/email', { email, callbackUrl: window.location.pathname });
      setSentTo(email);
    });
  const enter = () =>
    attempt(async () => {
      await postAuth('callback/email', { code: code.replace(/\D/g, ''), callbackUrl: window.location.pathname });
      renewLive();
      onProven();
    });
  return (
    <Dialog title="Sign in once more" description={sentTo === null ? 'This takes a sign-in of the last ten minutes. A code goes to your mail; this page stays as it is.' : <>Six digits are on their way to <span className="font-medium break-words">{sentTo}</span>.</>} open={open} onOpenChange={onOpenChange}
      footer={<><Button tone="text" data-close="">Cancel</Button><Button type="submit" form="sign-in-again" tone="ink" busy={busy}>{sentTo === null ? 'Mail me a code' : 'Go on'}</Button></>}>
      <form id="sign-in-again" noValidate onSubmit={(event) => { event.preventDefault(); void (sentTo === null ? send() : enter()); }}>
        {sentTo === null ? fault !== '' && <p className="fault" role="alert">{fault}</p> : <Field label="Code" name="code" inputMode="numeric" autoComplete="one-time-code" value={code} error={fault} inputClassName="mono" onChange={({ target }) => setCode(target.value)} />}
      </form>
    </Dialog>
  );
}
