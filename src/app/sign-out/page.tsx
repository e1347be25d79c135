import type { Metadata } from 'next';
import { SignOutForm } from '@/app/sign-out/sign-out-form';
import { SignInFrame } from '@/app/sign-in/sign-in-frame';

export const metadata: Metadata = { title: 'Sign out', robots: { index: false } };

export default function SignOutPage() {
  return (
    <SignInFrame>
      <h1 className="d2">Sign out</h1>
      <p className="mt-3 text-ink-2">Your keys and orders stay in your account. On this device, nothing of it remains.</p>
      <SignOutForm />
    </SignInFrame>
  );
}
