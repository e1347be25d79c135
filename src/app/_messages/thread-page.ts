import { notFound } from 'next/navigation';
import { GetThreadInput } from '@/shared/contracts/messages';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import type { caller } from '@/trpc/server';

/** A conversation of the viewer's for a page; to others there is no such page. */
export async function threadOf(api: Awaited<ReturnType<typeof caller>>, threadId: string) {
  const input = GetThreadInput.safeParse({ threadId });
  if (!input.success) notFound();
  return api.messages.thread(input.data).catch(asNotFoundPage);
}
