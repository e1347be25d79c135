'use client';

import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { AuthRefusal, goOn, postAuth, refusalOf } from '@/app/sign-in/auth-client';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';

const LENGTH = 6;
const RESEND_SECONDS = 30;
const TO_GO = ['', 'One digit to go.', 'Two digits to go.', 'Three digits to go.', 'Four digits to go.', 'Five digits to go.', 'Six digits.'];

export function CodeStep({ email, to, onBack }: { email: string; to: string; onBack: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<AuthRefusal>();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [wait, startWaiting] = useCountdown();
  // The page changed without a navigation; a screen reader is told so by the heading.
  useEffect(() => heading.current?.focus(), []);

  const enter = async () => {
    setFault(undefined);
    if (code.length < LENGTH) {
      setFault(new AuthRefusal('The code is six digits.', 'not_a_code'));
      return;
    }
    setBusy(true);
    try {
      goOn((await postAuth('callback/email', { code, callbackUrl: to })).url);
    } catch (error) {
      setFault(refusalOf(error));
      setCode('');
      setBusy(false);
    }
  };
  const sendAgain = async () => {
    setFault(undefined);
    setNote('');
    startWaiting();
    try {
      await postAuth('signin/email', { email, callbackUrl: to });
      setCode('');
      setNote('Sent again. Only the newest code works here.');
    } catch (error) {
      setFault(refusalOf(error));
    }
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    void enter();
  };
  return (
    <>
      <h1 className="d2 outline-none" ref={heading} tabIndex={-1}>Check your mail</h1>
      <p className="mt-3 text-ink-2">We sent six digits to <span className="font-medium break-words text-ink">{email}</span>. They work for ten minutes.</p>
      <form className="mt-8" onSubmit={onSubmit} noValidate>
        <Field
          label="Code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          value={code}
          error={fault?.message}
          hint={code.length < LENGTH ? `${TO_GO[LENGTH - code.length] ?? ''} Pasting works too.` : 'All six are there.'}
          inputClassName="mono min-h-16 pl-5 text-[28px] tracking-[0.3em]"
          onChange={(event) => setCode(event.target.value.replace(/\D/g, '').slice(0, LENGTH))}
        />
        <Button type="submit" tone="ink" size="l" wide busy={busy} className="mt-5">Sign in</Button>
      </form>
      <div className="mt-4 flex flex-wrap gap-x-6 text-sm text-ink-2">
        {wait > 0
          ? <span className="tap" aria-hidden="true">Send again in 0:{String(wait).padStart(2, '0')}</span>
          : <button type="button" className="tap link" onClick={() => void sendAgain()}>Send again</button>}
        <button type="button" className="tap link" onClick={onBack}>Use another address</button>
      </div>
      <p className="mt-2 min-h-5 text-sm text-ink-2" role="status">{note}</p>
      <p className="mt-6 border-t border-line pt-5 text-sm text-ink-2">No password to lose. The link in the mail works too, also on another device.</p>
    </>
  );
}

/** Seconds until the message may be sent again, and a way to start over. */
function useCountdown(): [number, () => void] {
  const [left, setLeft] = useState(RESEND_SECONDS);
  const running = left > 0;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1_000);
    return () => clearInterval(timer);
  }, [running]);
  return [left, () => setLeft(RESEND_SECONDS)];
}
