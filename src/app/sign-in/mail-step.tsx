'use client';

import { useState, type SyntheticEvent } from 'react';
import { postAuth, refusalOf } from '@/app/sign-in/auth-client';
import { DemoAccounts, type DemoAccountView } from '@/app/sign-in/demo-accounts';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';

interface MailStepProps {
  initial: string;
  to: string;
  demoAccounts: readonly DemoAccountView[];
  onSent: (email: string) => void;
}

export function MailStep({ initial, to, demoAccounts, onSent }: MailStepProps) {
  const [email, setEmail] = useState(initial);
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    setFault('');
    try {
      const answer = await postAuth('signin/email', { email, callbackUrl: to });
      onSent(answer.email ?? email);
    } catch (error) {
      setFault(refusalOf(error).message);
      setBusy(false);
    }
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    void submit();
  };
  return (
    <>
      <h1 className="d2">Sign in</h1>
      <p className="mt-3 text-ink-2">We send you a code. New here? The same code opens your account.</p>
      <form className="mt-8" onSubmit={onSubmit} noValidate>
        <Field label="Mail address" type="email" name="email" autoComplete="email" inputMode="email" autoCapitalize="none" spellCheck={false} required value={email} error={fault} onChange={(event) => setEmail(event.target.value)} />
        <Button type="submit" tone="ink" size="l" wide busy={busy} className="mt-5">Send the code</Button>
      </form>
      {demoAccounts.length > 0 && <DemoAccounts accounts={demoAccounts} to={to} />}
      <p className="mt-8 border-t border-line pt-5 text-sm text-ink-2">No password to lose. The code and the link in the mail work once, for ten minutes.</p>
    </>
  );
}
