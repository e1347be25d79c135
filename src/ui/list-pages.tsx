import { formatCount, formatPlural } from '@/ui/format';
import { Pagination } from '@/ui/pagination';

export interface ListPagesProps {
  /** How many are in view. */
  count: number;
  one: string;
  many?: string;
  /** The list from its beginning, with its filters. */
  href: string;
  /** What the address says to begin after; without it the page is the first. */
  cursor: string | undefined;
  nextCursor: string | null;
}

function summaryOf({ count, one, many = `${one}s`, cursor, nextCursor }: ListPagesProps): string {
  if (cursor === undefined) return nextCursor === null ? formatPlural(count, one, many) : `The first ${formatPlural(count, one, many)}`;
  if (count === 0) return `No more ${many}`;
  return nextCursor === null ? `The last ${formatPlural(count, one, many)}` : `${formatCount(count)} more ${count === 1 ? one : many}`;
}

/** The foot of a list read by cursor: what is in view, on to the next page, and back to the first. */
export function ListPages(props: ListPagesProps) {
  const { href, cursor, nextCursor } = props;
  const next = nextCursor !== null && `${href}${href.includes('?') ? '&' : '?'}after=${encodeURIComponent(nextCursor)}`;
  return <Pagination summary={summaryOf(props)} previousLabel="First page" {...(cursor !== undefined && { previousHref: href })} {...(next && { nextHref: next })} />;
}
