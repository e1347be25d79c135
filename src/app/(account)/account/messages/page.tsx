import type { Metadata } from 'next';
import { Inbox } from '@/app/_messages/inbox';
import { requireViewer } from '@/app/require-viewer';
import { ListThreadsInput } from '@/shared/contracts/messages';
import { AccountFrame } from '../account-frame';

export const metadata: Metadata = { title: 'Messages' };

interface Props {
  searchParams: Promise<{ after?: string | string[] }>;
}

/** All conversations the viewer takes part in, bought or sold, newest first. */
export default async function MessagesPage({ searchParams }: Props) {
  const { api, formats } = await requireViewer('/account/messages');
  const parsed = ListThreadsInput.safeParse({ cursor: [(await searchParams).after].flat()[0] });
  const page = await api.messages.threads(parsed.success ? parsed.data : {});
  return (
    <AccountFrame current="/account/messages">
      <h1 className="d3">Messages</h1>
      <p className="text-ink-2 mt-1">Questions, answers and orders, with everybody you buy from or sell to.</p>
      <Inbox page={page} formats={formats} base="/account/messages" cursor={parsed.data?.cursor} />
    </AccountFrame>
  );
}
