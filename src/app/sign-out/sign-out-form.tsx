'use client';

import { useState } from 'react';
import { goOn, postAuth, refusalOf } from '@/app/sign-in/auth-client';
import { Button, LinkButton } from '@/ui/button';

export function SignOutForm() {
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    setFault('');
    try {
      await postAuth('signout', { callbackUrl: '/' });
      goOn('/');
    } catch (error) {
      setFault(refusalOf(error).message);
      setBusy(false);
    }
  };
  return (
    <div className="mt-8">
      <Button tone="ink" size="l" wide busy={busy} onClick={() => void leave()}>Sign out</Button>
      <LinkButton href="/" size="l" wide className="mt-3">Stay signed in</LinkButton>
      {fault && <p className="fault" role="alert">{fault}</p>}
    </div>
  );
}
