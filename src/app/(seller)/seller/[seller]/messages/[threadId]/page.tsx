import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Conversation } from '@/app/_messages/conversation';
import { threadOf } from '@/app/_messages/thread-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { requireSeller } from '../../require-seller';
import { SellerFrame } from '../../seller-frame';

interface Props {
  params: Promise<{ seller: string; threadId: string }>;
}

/** The seller with its conversation, read once for the page and its title. */
const read = cache(async (slug: string, threadId: string) => {
  const { api, seller, formats } = await requireSeller(slug, `/messages/${threadId}`);
  const thread = await threadOf(api, threadId);
  if (thread.sellerSlug !== seller.slug || thread.side !== 'seller') notFound();
  return { seller, thread, formats };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { seller, threadId } = await params;
  return { title: `Conversation with ${(await read(seller, threadId)).thread.otherName}` };
}

/** One conversation of a seller's with a buyer. */
export default async function SellerThreadPage({ params }: Props) {
  const { seller: slug, threadId } = await params;
  const { seller, thread, formats } = await read(slug, threadId);
  return (
    <SellerFrame seller={seller} current="/messages">
      <Breadcrumbs trail={[{ href: `/seller/${seller.slug}/messages`, label: 'Messages' }]} />
      <Conversation key={thread.id} first={thread} formats={formats} />
    </SellerFrame>
  );
}
