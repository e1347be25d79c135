import type { Metadata } from 'next';
import { readEntry, type EntryProps } from '@/app/sign-in/read-entry';
import { SignInForm } from '@/app/sign-in/sign-in-form';
import { SignInFrame } from '@/app/sign-in/sign-in-frame';

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } };

export default async function SignInPage(props: EntryProps) {
  const { to, demoAccounts } = await readEntry(props);
  return (
    <SignInFrame>
      <SignInForm to={to} demoAccounts={demoAccounts} />
    </SignInFrame>
  );
}
