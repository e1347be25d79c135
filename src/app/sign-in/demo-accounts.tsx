'use client';

import { useState } from 'react';
import { goOn, postAuth, refusalOf } from '@/app/sign-in/auth-client';
import { Button } from '@/ui/button';

export interface DemoAccountView {
  account: string;
  label: string;
}

/** One click, no mail: only where everything runs on this machine. */
export function DemoAccounts({ accounts, to }: { accounts: readonly DemoAccountView[]; to: string }) {
  const [busy, setBusy] = useState('');
  const [fault, setFault] = useState('');
  const enter = async (account: string) => {
    setBusy(account);
    setFault('');
    try {
      goOn((await postAuth('callback/demo', { account, callbackUrl: to })).url);
    } catch (error) {
      setFault(refusalOf(error).message);
      setBusy('');
    }
  };
  return (
    <section className="mt-8 border-t border-line pt-5" aria-labelledby="demo">
      <h2 id="demo" className="text-sm font-medium">This shop runs on your machine. Step in as</h2>
      <div className="mt-3 flex flex-wrap gap-2">
        {accounts.map(({ account, label }) => (
          <Button key={account} busy={busy === account} disabled={busy !== ''} onClick={() => void enter(account)}>{label}</Button>
        ))}
      </div>
      {fault && <p className="fault" role="alert">{fault}</p>}
    </section>
  );
}
