import clsx from 'clsx';
import type { ReactNode } from 'react';

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
}

/** A ledger: hairlines, numbers right, and on a phone two-line rows instead of scrolling sideways. The roles survive the folding. */
export function Table<Row>({ caption, columns, rows, rowKey, hover = false, className }: TableProps<Row>) {
  return (
    <table role="table" className={clsx('tbl tbl-fold border-t border-ink', hover && 'tbl-hover', className)}>
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} role="columnheader" scope="col" className={clsx(column.right && 'r')}>
              {column.headerHidden ? <span className="sr-only">{column.header}</span> : column.header}
            </th>
          ))}
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
}
