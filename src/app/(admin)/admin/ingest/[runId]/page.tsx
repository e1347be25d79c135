import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { requireAdmin } from '@/app/require-viewer';
import { GetIngestRunInput } from '@/shared/contracts/admin-ingest';
import { isNotFound } from '@/trpc/is-not-found';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { formatDateTime } from '@/ui/format';
import { AdminFrame } from '../../admin-frame';
import { IngestReportTable, outcomeLine } from '../ingest-report';

export const metadata: Metadata = { title: 'Ingest run' };

/** One run, item by item. */
export default async function IngestRunPage({ params }: { params: Promise<{ runId: string }> }) {
  const parsed = GetIngestRunInput.safeParse(await params);
  if (!parsed.success) notFound();
  const { api } = await requireAdmin(`/admin/ingest/${parsed.data.runId}`);
  const run = await api.admin.getIngestRun(parsed.data).catch((error: unknown) => {
    if (isNotFound(error)) notFound();
    throw error;
  });
  return (
    <AdminFrame current="/admin/ingest">
      <Breadcrumbs trail={[{ href: '/admin/ingest', label: 'Ingest' }]} />
      <h1 className="d3 mt-1 break-words">{run.source}</h1>
      <p className="text-ink-2 mt-1">For {run.sellerSlug}, {formatDateTime(run.startedAt)}: {outcomeLine(run.results)}.{run.status === 'running' && ' Under way.'}{run.status === 'failed' && ' It broke off; run it again to finish.'}</p>
      <div className="mt-6"><IngestReportTable results={run.results} /></div>
    </AdminFrame>
  );
}
