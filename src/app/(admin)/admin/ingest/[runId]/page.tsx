import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireAdmin } from '@/app/require-viewer';
import { GetIngestRunInput } from '@/shared/contracts/admin-ingest';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { formatDateTime } from '@/ui/format';
import { AdminFrame } from '../../admin-frame';
import { IngestReportTable, outcomeLine } from '../ingest-report';

interface Props {
  params: Promise<{ runId: string }>;
}

/** The run, read once for the page and its title. */
const read = cache(async (runId: string) => {
  const input = GetIngestRunInput.safeParse({ runId });
  if (!input.success) notFound();
  const { api } = await requireAdmin(`/admin/ingest/${runId}`);
  return api.admin.getIngestRun(input.data).catch(asNotFoundPage);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Ingest of ${(await read((await params).runId)).source}` };
}

/** One run, item by item. */
export default async function IngestRunPage({ params }: Props) {
  const run = await read((await params).runId);
  return (
    <AdminFrame current="/admin/ingest">
      <Breadcrumbs trail={[{ href: '/admin/ingest', label: 'Ingest' }]} />
      <h1 className="d3 mt-1 break-words">{run.source}</h1>
      <p className="text-ink-2 mt-1">For {run.sellerSlug}, {formatDateTime(run.startedAt)}: {outcomeLine(run.results)}.{run.status === 'running' && ' Under way.'}{run.status === 'failed' && ' It broke off; run it again to finish.'}</p>
      <div className="mt-6"><IngestReportTable results={run.results} /></div>
    </AdminFrame>
  );
}
