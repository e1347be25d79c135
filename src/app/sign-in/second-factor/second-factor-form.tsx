'use client';

import { useState, type SyntheticEvent } from 'react';
import { goOn, postAuth, refusalOf, type AuthRefusal } from '@/app/sign-in/auth-client';
import { Button, LinkButton } from '@/ui/button';
import { Field } from '@/ui/field';

/** Six digits of the authenticator, or, when it is lost, one of the recovery codes. */
export function SecondFactorForm({ to }: { to: string }) {
  const [isRecovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<AuthRefusal>();
  const [busy, setBusy] = useState(false);
  const enter = async () => {
    setBusy(true);
    setFault(undefined);
    try {
      goOn((await postAuth('callback/second-factor', { code, callbackUrl: to })).url);
    } catch (error) {
      setFault(refusalOf(error));
      setCode('');
      setBusy(false);
    }
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    void enter();
  };
  const change = () => {
    setRecovery(!isRecovery);
    setCode('');
    setFault(undefined);
  };
  const isOver = fault?.reason === 'not_open';
  return (
    <>
      <h1 className="d2">The second step</h1>
      <p className="mt-3 text-ink-2">{isRecovery ? 'One of the ten codes you kept when you set this up. Each works once.' : 'Open your authenticator and type what it shows for Latchkey.'}</p>
      <form className="mt-8" onSubmit={onSubmit} noValidate>
        <Field
          key={String(isRecovery)}
          label={isRecovery ? 'Recovery code' : 'Code'}
          name="code"
          inputMode={isRecovery ? 'text' : 'numeric'}
          autoComplete={isRecovery ? 'off' : 'one-time-code'}
          autoCapitalize="none"
          spellCheck={false}
          required
          value={code}
          error={fault?.message}
          hint={isRecovery ? 'Four groups of four; lines between them do not matter.' : 'Six digits. They change every half minute.'}
          inputClassName={isRecovery ? 'mono' : 'mono min-h-16 pl-5 text-[28px] tracking-[0.3em]'}
          onChange={({ target }) => setCode(isRecovery ? target.value.slice(0, 40) : target.value.replace(/\D/g, '').slice(0, 6))}
        />
        {isOver
          ? <LinkButton href={`/sign-in?callbackUrl=${encodeURIComponent(to)}`} tone="ink" size="l" wide className="mt-5">Begin again</LinkButton>
          : <Button type="submit" tone="ink" size="l" wide busy={busy} className="mt-5">Sign in</Button>}
      </form>
      <div className="mt-4 text-sm text-ink-2">
        <button type="button" className="tap link" onClick={change}>{isRecovery ? 'Use the authenticator' : 'I have lost my authenticator'}</button>
      </div>
    </>
  );
}
