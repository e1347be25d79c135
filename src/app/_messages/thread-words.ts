import type { ThreadHead, ThreadSummary } from '@/shared/contracts/messages';

/** What a conversation is about, in a few words. */
export function aboutWords({ about }: Pick<ThreadHead, 'about'>): string {
  return about.kind === 'order' ? `Order ${about.number}` : about.title;
}

/** Where that is to be seen, for this side. */
export function aboutHref({ about, side, sellerSlug }: Pick<ThreadHead, 'about' | 'side' | 'sellerSlug'>): string {
  if (about.kind === 'product') return `/marketplace/${about.slug}`;
  return side === 'seller' ? `/seller/${sellerSlug}/orders/${about.orderId}` : `/account/orders/${about.orderId}`;
}

/** The newest message in a line. */
export function lastWords({ lastMessage: { body, isMine, isTakenBack, files } }: Pick<ThreadSummary, 'lastMessage'>): string {
  const said = isTakenBack ? 'Taken back' : body || (files === 1 ? 'A file' : `${files} files`);
  return isMine ? `You: ${said}` : said;
}
