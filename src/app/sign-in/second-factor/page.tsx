import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInFrame } from '@/app/sign-in/sign-in-frame';
import { caller } from '@/trpc/server';
import { SecondFactorForm } from './second-factor-form';

export const metadata: Metadata = { title: 'The second step', robots: { index: false } };

/** The second step of a sign-in. `?callbackUrl=` names the page to go on to. */
export default async function SecondFactorPage({ searchParams }: { searchParams: Promise<{ callbackUrl?: string | string[] }> }) {
  const { callbackUrl } = await searchParams;
  const api = await caller();
  const entry = await api.account.entry({ to: typeof callbackUrl === 'string' ? callbackUrl : '/' });
  if (entry.signedIn) redirect(entry.to);
  return (
    <SignInFrame>
      <SecondFactorForm to={entry.to} />
    </SignInFrame>
  );
}
