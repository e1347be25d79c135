import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/app/sign-in/sign-in-form';
import { SignInFrame } from '@/app/sign-in/sign-in-frame';
import { caller } from '@/trpc/server';

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } };

/** `?callbackUrl=` names the page to go on to. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<{ callbackUrl?: string | string[] }> }) {
  const { callbackUrl } = await searchParams;
  const api = await caller();
  const entry = await api.account.entry({ to: typeof callbackUrl === 'string' ? callbackUrl : '/' });
  if (entry.signedIn) redirect(entry.to);
  return (
    <SignInFrame>
      <SignInForm to={entry.to} demoAccounts={entry.demoAccounts} />
    </SignInFrame>
  );
}
