import { redirect } from 'next/navigation';
import { caller } from '@/trpc/server';

/** What a page asks of the address it was opened under: `?callbackUrl=` names the page to go on to. */
export interface EntryProps {
  searchParams: Promise<{ callbackUrl?: string | string[] }>;
}

/** Where a sign-in leads to, and which accounts may be tried. Who is signed in already is sent there at once. */
export async function readEntry({ searchParams }: EntryProps) {
  const { callbackUrl } = await searchParams;
  const entry = await (await caller()).account.entry({ to: typeof callbackUrl === 'string' ? callbackUrl : '/' });
  if (entry.signedIn) redirect(entry.to);
  return entry;
}
