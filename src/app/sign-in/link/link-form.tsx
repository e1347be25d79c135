'use client';

import { useState } from 'react';
import { goOn, postAuth, refusalOf, type AuthRefusal } from '@/app/sign-in/auth-client';
import { Button, LinkButton } from '@/ui/button';

/** The token stands behind the #, where no server and no mail scanner's request carries it. */
export function LinkForm({ to }: { to: string }) {
  const [fault, setFault] = useState<AuthRefusal>();
  const [busy, setBusy] = useState(false);
  const enter = async () => {
    setBusy(true);
    setFault(undefined);
    try {
      goOn((await postAuth('callback/email', { token: window.location.hash.slice(1), callbackUrl: to })).url);
    } catch (error) {
      setFault(refusalOf(error));
      setBusy(false);
    }
  };
  const spent = fault?.reason === 'not_open';
  return (
    <>
      <h1 className="d2">{spent ? 'This link is spent' : 'One more step'}</h1>
      <p className="mt-3 text-ink-2">
        {spent ? 'It was used already, or ten minutes have passed. A new one is a moment away.' : 'You opened the link from our mail. Press the button to sign in on this device.'}
      </p>
      <div className="mt-8">
        {spent
          ? <LinkButton href={`/sign-in?callbackUrl=${encodeURIComponent(to)}`} tone="ink" size="l" wide>Ask for a new link</LinkButton>
          : <Button tone="ink" size="l" wide busy={busy} onClick={() => void enter()}>Sign in</Button>}
        {fault && !spent && <p className="fault" role="alert">{fault.message}</p>}
      </div>
      <p className="mt-8 border-t border-line pt-5 text-sm text-ink-2">Did not ask to sign in? Close this page; nothing happens without the button.</p>
    </>
  );
}
