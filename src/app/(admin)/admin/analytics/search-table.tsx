import type { SearchedTerm } from '@/shared/contracts/admin-analytics';
import { formatCount } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';

/** What visitors searched for, by how many did or by how many found nothing. */
export function SearchTable({ caption, rows, by, none }: { caption: string; rows: SearchedTerm[]; by: 'searches' | 'empty'; none: string }) {
  if (rows.length === 0) return <p className="text-ink-2">{none}</p>;
  const columns: TableColumn<SearchedTerm>[] = [
    { key: 'term', header: 'Term', fold: 'lead', cell: ({ term }) => <a className="link break-words" href={`/marketplace?q=${encodeURIComponent(term)}`}>{term}</a> },
    { key: 'searches', header: 'Searched by', right: true, fold: by === 'searches' ? 'end' : 'hide', cell: ({ searches }) => formatCount(searches) },
    { key: 'empty', header: 'Found nothing', right: true, fold: by === 'empty' ? 'end' : 'hide', cell: ({ empty }) => (empty === 0 ? '–' : formatCount(empty)) },
  ];
  return <Table caption={caption} columns={columns} rows={rows} rowKey={({ term }) => term} />;
}
