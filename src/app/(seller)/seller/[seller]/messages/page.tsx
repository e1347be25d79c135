import type { Metadata } from 'next';
import { Inbox } from '@/app/_messages/inbox';
import { ListThreadsInput } from '@/shared/contracts/messages';
import { requireSeller } from '../require-seller';
import { SellerFrame } from '../seller-frame';

export const metadata: Metadata = { title: 'Messages' };

interface Props {
  params: Promise<{ seller: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
}

/** A seller's conversations with buyers, for everybody who belongs to it. */
export default async function SellerMessagesPage({ params, searchParams }: Props) {
  const { seller: slug } = await params;
  const { api, seller, formats } = await requireSeller(slug, '/messages');
  const parsed = ListThreadsInput.safeParse({ seller: seller.slug, cursor: [(await searchParams).after].flat()[0] });
  const page = await api.messages.threads(parsed.success ? parsed.data : { seller: seller.slug });
  return (
    <SellerFrame seller={seller} current="/messages">
      <h1 className="d3">Messages</h1>
      <p className="text-ink-2 mt-1">What buyers ask about products and orders. Everybody who belongs to {seller.name} reads and answers.</p>
      <Inbox page={page} formats={formats} base={`/seller/${seller.slug}/messages`} cursor={parsed.data?.cursor} isSeller />
    </SellerFrame>
  );
}
