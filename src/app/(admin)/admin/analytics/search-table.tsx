import type { SearchedTerm } from '@/shared/contracts/admin-analytics';
import { formatCount } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';

const COLUMNS: TableColumn<SearchedTerm>[] = [
  { key: 'term', header: 'Term', fold: 'lead', cell: ({ term }) => <a className="link break-words" href={`/marketplace?q=${encodeURIComponent(term)}`}>{term}</a> },
  { key: 'searches', header: 'Searched by', right: true, fold: 'end', cell: ({ searches }) => formatCount(searches) },
  { key: 'empty', header: 'Found nothing', right: true, fold: 'note', cell: ({ empty }) => (empty === 0 ? '–' : formatCount(empty)) },
];

/** What visitors searched for. */
export function SearchTable({ caption, rows, none }: { caption: string; rows: SearchedTerm[]; none: string }) {
  if (rows.length === 0) return <p className="text-ink-2">{none}</p>;
  return <Table caption={caption} columns={COLUMNS} rows={rows} rowKey={({ term }) => term} />;
}
