import type { ThreadPage } from '@/shared/contracts/messages';
import { LinkButton } from '@/ui/button';
import { formatPlural } from '@/ui/format';
import { Pagination } from '@/ui/pagination';
import { EmptyState } from '@/ui/states';
import { LiveInbox } from './live-inbox';
import { ThreadList } from './thread-list';

interface Props {
  page: ThreadPage;
  /** The address of the list; a conversation's is below it. */
  base: string;
  isFirst: boolean;
  isSeller?: boolean;
}

/** A list of conversations that keeps itself up to date. */
export function Inbox({ page, base, isFirst, isSeller = false }: Props) {
  const { threads, nextCursor, now } = page;
  return (
    <>
      <LiveInbox />
      {threads.length === 0 && (
        <div className="mt-8">
          {isSeller
            ? <EmptyState title="Nobody has written yet" slug="seller-messages">Questions about your products and orders appear here by themselves.</EmptyState>
            : <EmptyState title="No conversations yet" slug="account-messages" action={<LinkButton href="/marketplace" tone="ink">Browse the marketplace</LinkButton>}>Ask a seller on any product’s page, or about an order on its own.</EmptyState>}
        </div>
      )}
      {threads.length > 0 && <ThreadList threads={threads} base={base} now={now} />}
      {(nextCursor !== null || !isFirst) && <div className="mt-8"><Pagination summary={formatPlural(threads.length, 'conversation')} {...(nextCursor !== null && { nextHref: `${base}?after=${nextCursor}` })} nextLabel="Older" /></div>}
    </>
  );
}
