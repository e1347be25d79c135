import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Conversation } from '@/app/_messages/conversation';
import { threadOf } from '@/app/_messages/thread-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { requireSeller } from '../../require-seller';
import { SellerFrame } from '../../seller-frame';

export const metadata: Metadata = { title: 'Conversation' };

interface Props {
  params: Promise<{ seller: string; threadId: string }>;
}

/** One conversation of a seller's with a buyer. */
export default async function SellerThreadPage({ params }: Props) {
  const { seller: slug, threadId } = await params;
  const { api, seller, formats } = await requireSeller(slug, `/messages/${threadId}`);
  const thread = await threadOf(api, threadId);
  if (thread.sellerSlug !== seller.slug || thread.side !== 'seller') notFound();
  return (
    <SellerFrame seller={seller} current="/messages">
      <Breadcrumbs trail={[{ href: `/seller/${seller.slug}/messages`, label: 'Messages' }]} />
      <Conversation key={thread.id} first={thread} formats={formats} />
    </SellerFrame>
  );
}
