import type { Metadata } from 'next';
import { cache } from 'react';
import { Conversation } from '@/app/_messages/conversation';
import { threadOf } from '@/app/_messages/thread-page';
import { requireViewer } from '@/app/require-viewer';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { AccountFrame } from '../../account-frame';

interface Props {
  params: Promise<{ threadId: string }>;
}

/** The conversation, read once for the page and its title. */
const read = cache(async (threadId: string) => {
  const { api, formats } = await requireViewer(`/account/messages/${threadId}`);
  return { thread: await threadOf(api, threadId), formats };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Conversation with ${(await read((await params).threadId)).thread.otherName}` };
}

/** One conversation the viewer takes part in. */
export default async function ThreadPage({ params }: Props) {
  const { thread, formats } = await read((await params).threadId);
  return (
    <AccountFrame current="/account/messages">
      <Breadcrumbs trail={[{ href: '/account/messages', label: 'Messages' }]} />
      <Conversation key={thread.id} first={thread} formats={formats} />
    </AccountFrame>
  );
}
