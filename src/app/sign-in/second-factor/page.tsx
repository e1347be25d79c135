import type { Metadata } from 'next';
import { readEntry, type EntryProps } from '@/app/sign-in/read-entry';
import { SignInFrame } from '@/app/sign-in/sign-in-frame';
import { SecondFactorForm } from './second-factor-form';

export const metadata: Metadata = { title: 'The second step', robots: { index: false } };

/** The second step of a sign-in. */
export default async function SecondFactorPage(props: EntryProps) {
  const { to } = await readEntry(props);
  return (
    <SignInFrame>
      <SecondFactorForm to={to} />
    </SignInFrame>
  );
}
