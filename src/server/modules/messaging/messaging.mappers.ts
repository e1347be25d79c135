import type { MessageView, ThreadHead, ThreadSummary } from '@/shared/contracts/messages';
import type { ThreadFacts } from './inbox.queries';
import type { MessageRow } from './messages.queries';

const SOMEBODY = 'Somebody';

export function toThreadHead(facts: ThreadFacts): ThreadHead {
  const { side, isBlockedByBuyer, isBlockedBySeller } = facts;
  return {
    id: facts.id,
    side,
    sellerSlug: facts.sellerSlug,
    otherName: side === 'buyer' ? facts.sellerName : facts.buyerName || SOMEBODY,
    about: toAbout(facts),
    isBlockedByUs: side === 'buyer' ? isBlockedByBuyer : isBlockedBySeller,
    isBlockedByThem: side === 'buyer' ? isBlockedBySeller : isBlockedByBuyer,
    lastSeq: facts.lastSeq,
    unread: facts.unread,
  };
}

function toAbout({ productTitle, productSlug, productType, orderId, orderNumber }: ThreadFacts): ThreadHead['about'] {
  // A thread is about one of the two; what it is about is not deleted without it.
  if (orderId !== null && orderNumber !== null) return { kind: 'order', orderId, number: `LK-${orderNumber}` };
  return { kind: 'product', title: productTitle ?? '', slug: productSlug ?? '', type: productType ?? '' };
}

export function toThreadSummary(facts: ThreadFacts, viewerId: string): ThreadSummary[] {
  if (!facts.last) return [];
  const { body, side, authorId, isTakenBack, files, at } = facts.last;
  return [{ ...toThreadHead(facts), lastMessage: { body: body.replace(/\s+/g, ' '), side, isMine: authorId === viewerId, isTakenBack, files, at: new Date(at).toISOString() } }];
}

/** A buyer hears a seller with one voice; a seller's people see which of them wrote. */
export function toMessageView({ authorId, createdAt, ...row }: MessageRow, { facts, names, viewerId }: { facts: ThreadFacts; names: ReadonlyMap<string, string>; viewerId: string }): MessageView {
  const own = (authorId !== null && names.get(authorId)) || SOMEBODY;
  return { ...row, isMine: authorId === viewerId, authorName: row.side === 'seller' && facts.side === 'buyer' ? facts.sellerName : own, createdAt: createdAt.toISOString() };
}
