import type { Metadata } from 'next';
import { LinkForm } from '@/app/sign-in/link/link-form';
import { SignInFrame } from '@/app/sign-in/sign-in-frame';

export const metadata: Metadata = { title: 'Sign in', robots: { index: false }, referrer: 'no-referrer' };

/** Where the link in the mail leads. Opening it does nothing; pressing the button signs in. */
export default async function SignInLinkPage({ searchParams }: { searchParams: Promise<{ callbackUrl?: string | string[] }> }) {
  const { callbackUrl } = await searchParams;
  return (
    <SignInFrame>
      <LinkForm to={typeof callbackUrl === 'string' ? callbackUrl : '/'} />
    </SignInFrame>
  );
}
