import Link from 'next/link';
import type { ReactNode } from 'react';
import { toQuery, type ListParams } from './params';

export type Column<Row, Sort extends string> = {
  label: string;
  cell: (row: Row) => ReactNode;
  sort?: Sort;
  numeric?: boolean;
};

type DataTableProps<Row, Sort extends string> = {
  caption: string;
  rows: Row[];
  rowKey: (row: Row) => string;
  columns: Column<Row, Sort>[];
  params: ListParams<Sort>;
  total: number;
};

export function DataTable<Row, Sort extends string>({ caption, rows, rowKey, columns, params, total }: DataTableProps<Row, Sort>) {
  const lastPage = Math.max(1, Math.ceil(total / params.pageSize));
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="border-b">
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.label} column={column} params={params} />
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.label} className={column.numeric ? 'px-3 py-2 text-right tabular-nums' : 'px-3 py-2'}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="px-3 py-8 text-center">Nothing matches.</p>}
      <nav aria-label="Pages" className="flex items-center gap-4 px-3 py-3 text-sm">
        {params.page > 1 && <Link href={toQuery(params, { page: params.page - 1 })}>Previous</Link>}
        <span>
          Page {params.page} of {lastPage}
        </span>
        {params.page < lastPage && <Link href={toQuery(params, { page: params.page + 1 })}>Next</Link>}
      </nav>
    </div>
  );
}

type HeaderCellProps<Row, Sort extends string> = { column: Column<Row, Sort>; params: ListParams<Sort> };

function HeaderCell<Row, Sort extends string>({ column, params }: HeaderCellProps<Row, Sort>) {
  const className = column.numeric ? 'px-3 py-2 text-right' : 'px-3 py-2';
  if (!column.sort) return <th scope="col" className={className}>{column.label}</th>;
  const active = params.sort.key === column.sort;
  const descending = active ? !params.sort.descending : false;
  return (
    <th scope="col" className={className} aria-sort={active ? (params.sort.descending ? 'descending' : 'ascending') : 'none'}>
      <Link href={toQuery(params, { sort: { key: column.sort, descending } })}>{column.label}</Link>
    </th>
  );
}
