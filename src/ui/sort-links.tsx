import clsx from 'clsx';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';

/** A column to sort by: its orders are called `<by>-up` and `<by>-down`, and `first` is the one a first click gives. */
export interface ColumnSort {
  by: string;
  first: 'up' | 'down';
}

/** The order a list is in, and where its others are; undefined is the usual one. */
export interface ListSort {
  current: string | undefined;
  address: (sort: string | undefined) => string;
}

const directionOf = ({ by }: ColumnSort, { current }: ListSort) => (current === `${by}-up` ? 'up' : current === `${by}-down` ? 'down' : null);

/** For the header of the column. */
export function ariaSort(column: ColumnSort, sort: ListSort): 'ascending' | 'descending' | undefined {
  const direction = directionOf(column, sort);
  return direction === null ? undefined : direction === 'up' ? 'ascending' : 'descending';
}

/** A link that sorts by a column; by the one it is sorted by, the other way round, and then as usual again. */
export function SortLink({ column, sort, children, className }: { column: ColumnSort; sort: ListSort; children: ReactNode; className?: string }) {
  const direction = directionOf(column, sort);
  const next = direction === null ? `${column.by}-${column.first}` : direction === column.first ? `${column.by}-${direction === 'up' ? 'down' : 'up'}` : undefined;
  const Icon = direction === null ? ChevronsUpDown : direction === 'up' ? ArrowUp : ArrowDown;
  return (
    <a href={sort.address(next)} className={clsx('sort-link', className)} aria-current={direction === null ? undefined : 'true'}>
      {children}<Icon aria-hidden="true" />
    </a>
  );
}

/** On a phone, where rows have no header: the columns to sort by, above them. */
export function SortRow({ columns, sort }: { columns: readonly { key: string; header: ReactNode; sort: ColumnSort }[]; sort: ListSort }) {
  return (
    <nav aria-label="Sort by" className="lg:hidden flex flex-wrap items-center gap-x-5 text-sm text-ink-2">
      {columns.map((column) => <SortLink key={column.key} column={column.sort} sort={sort} className="min-h-11">{column.header}</SortLink>)}
    </nav>
  );
}
