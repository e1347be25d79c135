import clsx from 'clsx';
import type { ReactNode } from 'react';
import { ariaSort, SortLink, SortRow, type ColumnSort, type ListSort } from './sort-links';

/** Where a cell goes when a phone folds its row into two lines; `hide` leaves it out there. */
export type FoldPlace = 'lead' | 'end' | 'note' | 'note-end' | 'wide' | 'hide';

export interface TableColumn<Row> {
  key: string;
  header: ReactNode;
  /** For columns that need no word, such as actions: read, not seen. */
  headerHidden?: boolean;
  /** Numbers stand at the right. */
  right?: boolean;
  fold: FoldPlace;
  cell: (row: Row) => ReactNode;
  className?: string;
  /** The rows can be had in this column's order. */
  sort?: ColumnSort;
}

export interface TableProps<Row> {
  /** What the table lists, for a screen reader. */
  caption: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Rows light up under the pointer. */
  hover?: boolean;
  className?: string;
  /** Draws the headers of columns that have a `sort` as links. */
  sort?: ListSort;
}

function Header<Row>({ column: { header, headerHidden = false, right = false, sort: by }, sort }: { column: TableColumn<Row>; sort: ListSort | undefined }) {
  if (by && sort) {
    return (
      <th role="columnheader" scope="col" className={clsx(right && 'r')} aria-sort={ariaSort(by, sort)}>
        <span className="lg:hidden">{header}</span><SortLink column={by} sort={sort} className="max-lg:hidden">{header}</SortLink>
      </th>
    );
  }
  return <th role="columnheader" scope="col" className={clsx(right && 'r')}>{headerHidden ? <span className="sr-only">{header}</span> : header}</th>;
}

/** A ledger: hairlines, numbers right, and on a phone two-line rows instead of scrolling sideways. The roles survive the folding. */
export function Table<Row>({ caption, columns, rows, rowKey, hover = false, className, sort }: TableProps<Row>) {
  const sortable = sort ? columns.flatMap(({ key, header, sort: by }) => (by ? [{ key, header, sort: by }] : [])) : [];
  const table = (
    <table role="table" className={clsx('tbl tbl-fold border-t border-ink', hover && 'tbl-hover', !sort && className)}>
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => <Header key={column.key} column={column} sort={sort} />)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map((column) => (
              <td key={column.key} role="cell" className={clsx(`fold-${column.fold}`, column.right && 'r', column.className)}>{column.cell(row)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  return sort ? <div className={className}><SortRow columns={sortable} sort={sort} />{table}</div> : table;
}
