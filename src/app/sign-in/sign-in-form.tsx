'use client';

import { useState } from 'react';
import { CodeStep } from '@/app/sign-in/code-step';
import { MailStep } from '@/app/sign-in/mail-step';
import type { DemoAccountView } from '@/app/sign-in/demo-accounts';

/** First the address, then, on the same page, the code. */
export function SignInForm({ to, demoAccounts }: { to: string; demoAccounts: readonly DemoAccountView[] }) {
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  const onSent = (address: string) => {
    setEmail(address);
    setSent(true);
  };
  if (sent) return <CodeStep email={email} to={to} onBack={() => setSent(false)} />;
  return <MailStep initial={email} to={to} onSent={onSent} demoAccounts={demoAccounts} />;
}
