import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireAdmin } from '@/app/require-viewer';
import { JobIdInput } from '@/shared/contracts/admin-jobs';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { formatDateTime } from '@/ui/format';
import { ActButton } from '../../act-button';
import { AdminFrame } from '../../admin-frame';
import { Facts, Section } from '../../panel';
import { JobChip } from '../job-state';

interface Props {
  params: Promise<{ jobId: string }>;
}

/** The job, read once for the page and its title. */
const read = cache(async (jobId: string) => {
  const input = JobIdInput.safeParse({ jobId });
  if (!input.success) notFound();
  const { api } = await requireAdmin(`/admin/jobs/${jobId}`);
  return api.admin.getJob(input.data).catch(asNotFoundPage);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, task } = await read((await params).jobId);
  return { title: `Job ${id}, ${task}` };
}

/** One job that is not done: what it was given, and why it failed. */
export default async function JobPage({ params }: Props) {
  const job = await read((await params).jobId);
  const { id, task, state, attempts, maxAttempts, runAt, createdAt, updatedAt, lastError, key, payload } = job;
  return (
    <AdminFrame current="/admin/jobs">
      <Breadcrumbs trail={[{ href: '/admin/jobs', label: 'Jobs' }]} />
      <div className="flex flex-wrap items-center justify-between gap-3 mt-1">
        <h1 className="d3 break-words"><span className="mono">{task}</span></h1>
        <JobChip state={state} />
      </div>
      <div className="mt-6 lg:grid lg:grid-cols-2 lg:gap-12">
        <Facts facts={[['Job', id], ['Tries', `${attempts} of ${maxAttempts}`], ['Key', key ? <span key="key" className="mono">{key}</span> : 'none']]} />
        <Facts facts={[['Added', formatDateTime(createdAt)], ['Due', formatDateTime(runAt)], ['Changed', formatDateTime(updatedAt)]]} />
      </div>
      {state !== 'running' && (
        <div className="mt-5 flex flex-wrap gap-2">
          <ActButton act={{ verb: 'retryJob', jobId: id }} tone="ink" size="m">Run now</ActButton>
          {state === 'dead'
            ? <ActButton act={{ verb: 'removeJob', jobId: id }} tone="danger" size="m" leaveTo="/admin/jobs">Remove from the queue</ActButton>
            : <ActButton act={{ verb: 'giveUpJob', jobId: id }} size="m">Give up</ActButton>}
        </div>
      )}
      {lastError && <Section id="error" title="Last error"><pre className="code panel p-4 overflow-auto whitespace-pre-wrap break-words" tabIndex={0} aria-label="Last error">{lastError}</pre></Section>}
      <Section id="payload" title="Given" note="Ids alone; what they stand for is looked up when the job runs."><pre className="code panel p-4 overflow-auto" tabIndex={0} aria-label="Payload">{payload}</pre></Section>
    </AdminFrame>
  );
}
