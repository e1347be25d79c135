import type { Metadata } from 'next';
import { Conversation } from '@/app/_messages/conversation';
import { threadOf } from '@/app/_messages/thread-page';
import { requireViewer } from '@/app/require-viewer';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { AccountFrame } from '../../account-frame';

export const metadata: Metadata = { title: 'Conversation' };

/** One conversation the viewer takes part in. */
export default async function ThreadPage({ params }: { params: Promise<{ threadId: string }> }) {
  const { threadId } = await params;
  const { api, formats } = await requireViewer(`/account/messages/${threadId}`);
  const thread = await threadOf(api, threadId);
  return (
    <AccountFrame current="/account/messages">
      <Breadcrumbs trail={[{ href: '/account/messages', label: 'Messages' }]} />
      <Conversation key={thread.id} first={thread} formats={formats} />
    </AccountFrame>
  );
}
