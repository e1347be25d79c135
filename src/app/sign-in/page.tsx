import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/app/sign-in/sign-in-form';
import { SignInFrame } from '@/app/sign-in/sign-in-frame';
import { caller } from '@/trpc/server';

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } };

/** `?to=` names the page to go on to. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<{ to?: string | string[] }> }) {
  const { to } = await searchParams;
  const api = await caller();
  const entry = await api.account.entry({ to: typeof to === 'string' ? to : '/' });
  if (entry.signedIn) redirect(entry.to);
  return (
    <SignInFrame>
      <SignInForm to={entry.to} demoAccounts={entry.demoAccounts} />
    </SignInFrame>
  );
}
