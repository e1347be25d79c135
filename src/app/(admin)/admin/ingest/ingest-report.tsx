import type { IngestItemResult, IngestOutcome } from '@/shared/contracts/ingest';
import { Chip, type ChipTone } from '@/ui/chip';
import { Table, type TableColumn } from '@/ui/table';

const OUTCOMES: Record<IngestOutcome, { word: string; tone: ChipTone }> = {
  created: { word: 'New', tone: 'ok' },
  new_version: { word: 'New version', tone: 'ok' },
  completed: { word: 'Completed', tone: 'ok' },
  unchanged: { word: 'Unchanged', tone: 'mute' },
  draft: { word: 'Kept as a draft', tone: 'warn' },
  refused: { word: 'Refused', tone: 'danger' },
  skipped: { word: 'Left alone', tone: 'mute' },
};

/** What was made of one item, and for a refused one the field and the reason. */
function What({ result }: { result: IngestItemResult }) {
  return (
    <>
      {result.problem ? <span><span className="mono">{result.problem.field}</span>: {result.problem.message}</span>
        : result.slug && <a className="link" href={`/marketplace/${result.slug}`}>{result.slug} {result.version}</a>}
      {result.warnings.map((warning) => <span key={`${warning.field}${warning.code}`} className="block text-warn mt-1">{warning.field}: {warning.message}</span>)}
    </>
  );
}

const COLUMNS: TableColumn<IngestItemResult & { key: number }>[] = [
  { key: 'item', header: 'Item', fold: 'lead', cell: ({ item }) => <span className="font-medium break-words">{item}</span> },
  { key: 'outcome', header: 'Outcome', fold: 'end', cell: ({ outcome }) => <Chip tone={OUTCOMES[outcome].tone}>{OUTCOMES[outcome].word}</Chip> },
  { key: 'what', header: 'What', fold: 'wide', cell: (result) => <What result={result} /> },
];

/** Every item of a run, refused ones first: they are what somebody has to act on. */
export function IngestReportTable({ results }: { results: readonly IngestItemResult[] }) {
  const rows = results.map((result, key) => ({ ...result, key })).sort((a, b) => Number(b.outcome === 'refused') - Number(a.outcome === 'refused') || a.key - b.key);
  return <Table caption="Items of this run" columns={COLUMNS} rows={rows} rowKey={({ key }) => String(key)} />;
}

/** The outcomes of a run in a line: "3 new, 1 refused". */
export function outcomeLine(results: readonly IngestItemResult[]): string {
  const counts = new Map<IngestOutcome, number>();
  for (const { outcome } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, count]) => `${count} ${OUTCOMES[outcome].word.toLowerCase()}`).join(', ') || 'nothing found';
}
