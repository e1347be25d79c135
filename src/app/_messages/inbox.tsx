import type { ThreadPage } from '@/shared/contracts/messages';
import type { Formats } from '@/shared/moment-text';
import { LinkButton } from '@/ui/button';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { LiveInbox } from './live-inbox';
import { ThreadList } from './thread-list';

interface Props {
  page: ThreadPage;
  formats: Formats;
  /** The address of the list; a conversation's is below it. */
  base: string;
  /** Where the page begins; without it, it is the first. */
  cursor: string | undefined;
  isSeller?: boolean;
}

/** A list of conversations that keeps itself up to date. */
export function Inbox({ page, formats, base, cursor, isSeller = false }: Props) {
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
      {threads.length > 0 && <ThreadList threads={threads} base={base} now={now} formats={formats} />}
      {(nextCursor !== null || cursor !== undefined) && <div className="mt-8"><ListPages count={threads.length} one="conversation" href={base} cursor={cursor} nextCursor={nextCursor} /></div>}
    </>
  );
}
