'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

/** Stands where the signed-in report something, in the same room: visitors sign in first and come back. */
export function SignInToReport({ className, children }: { className: string; children: ReactNode }) {
  return <a className={className} href={`/sign-in?callbackUrl=${encodeURIComponent(usePathname())}`} rel="nofollow">{children}</a>;
}
