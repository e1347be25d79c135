'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { QuestionsDialog } from '@/app/questions-dialog';
import type { SignalKind, SignalSheet, SignalView } from '@/shared/contracts/discovery';
import { dateText, type Formats } from '@/shared/moment-text';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { Table, type TableColumn } from '@/ui/table';
import { useToast } from '@/ui/toast';

const KINDS: Record<SignalKind, string> = { role: 'What you do', tool: 'What you work with', problem: 'What would help', view: 'Looked at' };

/** Everything kept to recommend things by: each entry can be erased, the answers can be changed, and all of it can go at once. */
export function SignalsSection({ sheet, formats }: { sheet: SignalSheet; formats: Formats }) {
  const router = useRouter();
  const toast = useToast();
  const [busy, setBusy] = useState<string | null>(null);
  const { signals, answers, refusesTracking } = sheet;

  async function forget(key: string, work: () => Promise<unknown>, message: string): Promise<void> {
    setBusy(key);
    try {
      await work();
      toast({ message });
      router.refresh();
    } catch (error) {
      toast({ message: problemOf(error).message, tone: 'error' });
    } finally {
      setBusy(null);
    }
  }

  const columns: TableColumn<SignalView>[] = [
    { key: 'label', header: 'What', fold: 'lead', cell: ({ label, slug }) => (slug === null ? label : <a className="link" href={`/marketplace/${slug}`}>{label}</a>) },
    { key: 'kind', header: 'From', fold: 'note', cell: ({ kind, seen }) => (kind === 'view' && seen > 1 ? `${KINDS[kind]}, ${seen} times` : KINDS[kind]) },
    { key: 'until', header: 'Kept until', fold: 'note-end', right: true, cell: ({ expiresAt }) => <><span className="lg:hidden">Until </span>{dateText(expiresAt, formats)}</> },
    { key: 'act', header: 'Erase', headerHidden: true, fold: 'end', right: true, cell: ({ id, label }) => <Button size="s" tone="text" className="-mr-2.5" aria-label={`Erase ${label}`} busy={busy === id} onClick={() => void forget(id, () => api.discovery.forgetSignal.mutate({ signalId: id }), `${label} is erased.`)}>Erase</Button> },
  ];
  return (
    <section className="mt-12" aria-labelledby="signals">
      <h2 id="signals" className="d4">What recommendations are made of</h2>
      <p className="mt-1 max-w-[64ch] text-ink-2">Your answers and, if you allowed the cookie, products you looked at. Nothing else is kept for it, each entry for ninety days; what you own and saved counts too and has its own pages.</p>
      {refusesTracking && <p className="mt-3 max-w-[64ch]" role="status">Your browser asks not to be tracked (Do Not Track or Global Privacy Control). Nothing is collected, and what is listed here is not used while it does.</p>}
      <div className="mt-4 flex flex-wrap gap-2">
        <QuestionsDialog answers={answers} isVisitor={false} isRefused={refusesTracking} hasAny={signals.length > 0} onChange={() => { router.refresh(); return Promise.resolve(); }} />
        {signals.length > 0 && <Button tone="danger" busy={busy === 'all'} onClick={() => void forget('all', () => api.discovery.forgetSignals.mutate(), 'Everything kept for recommendations is erased.')}>Erase everything</Button>}
      </div>
      {signals.length === 0 ? <p className="mt-6 text-ink-2">Nothing is kept.</p> : <div className="mt-6"><Table caption="What is kept to recommend things by" columns={columns} rows={signals} rowKey={({ id }) => id} /></div>}
    </section>
  );
}
