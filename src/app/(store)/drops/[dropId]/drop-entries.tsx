import type { DropProof, DropProofEntry, DropVariantView } from '@/shared/contracts/drops';
import { Chip } from '@/ui/chip';
import { formatCount } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';

const SHOWN = 100;

/** The published entries: in the order of the draw, or by hash before it. */
export function DropEntries({ proof, variants, ownHash }: { proof: DropProof; variants: readonly DropVariantView[]; ownHash: string | null }) {
  const titles = new Map(variants.map(({ variantId, title }) => [variantId, title || 'One size']));
  const isDrawn = proof.seed !== null;
  const inOrder = isDrawn ? proof.entries.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0)) : proof.entries;
  const columns: TableColumn<DropProofEntry>[] = [
    ...(isDrawn ? [{ key: 'rank', header: 'Place', fold: 'lead' as const, cell: ({ rank }: DropProofEntry) => rank }] : []),
    { key: 'hash', header: 'Entry', fold: isDrawn ? 'note' : 'lead', cell: ({ hash }) => <span className="flex flex-wrap items-center gap-2"><span className="mono text-[13px]" title={hash}>{hash.slice(0, 16)}…</span>{hash === ownHash && <Chip tone="ok">You</Chip>}</span> },
    { key: 'size', header: 'Asked for', fold: 'note-end', cell: ({ quantity, variantId }) => `${quantity} × ${titles.get(variantId) ?? ''}` },
    ...(isDrawn ? [{ key: 'won', header: 'Got', fold: 'end' as const, right: true, cell: ({ won }: DropProofEntry) => (won > 0 ? won : 'None') }] : []),
  ];
  if (proof.entries.length === 0) return <p className="mt-8 text-ink-2">Nobody entered.</p>;
  return (
    <section aria-labelledby="entries" className="mt-10">
      <h2 id="entries" className="d4">{isDrawn ? 'The result' : 'The list'}</h2>
      <Table caption={isDrawn ? 'Entries in the order of the draw' : 'Entries by their hash'} columns={columns} rows={inOrder.slice(0, SHOWN)} rowKey={({ hash }) => hash} className="mt-4" />
      {proof.entries.length > SHOWN && <p className="mt-4 text-sm text-ink-2">The first {SHOWN} of {formatCount(proof.entries.length)}; the proof holds all of them.</p>}
    </section>
  );
}
