import type { Metadata } from 'next';
import { first, listAddress, type Params } from '@/app/address';
import { requireAdmin } from '@/app/require-viewer';
import { JOB_STATES, ListJobsInput, type JobView, type RegularJob, type TaskCount } from '@/shared/contracts/admin-jobs';
import { LinkButton } from '@/ui/button';
import { formatCount, formatDateTime, formatPlural } from '@/ui/format';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { TabLinks } from '@/ui/tab-links';
import { Table, type TableColumn } from '@/ui/table';
import { ActButton } from '../act-button';
import { AdminFrame } from '../admin-frame';
import { Section } from '../panel';
import { JobChip, STATE_WORDS } from './job-state';

export const metadata: Metadata = { title: 'Jobs' };

const PATH = '/admin/jobs';
const when = (at: string | null) => at && <span className="whitespace-nowrap">{formatDateTime(at)}</span>;
const short = (error: string | null) => error && <span className="block text-sm text-ink-2 mt-0.5 max-w-[56ch] break-words line-clamp-2">{error}</span>;

const JOBS: TableColumn<JobView>[] = [
  { key: 'task', header: 'Job', fold: 'lead', cell: ({ id, task, lastError }) => <span><a className="link mono" href={`${PATH}/${id}`}>{task}</a>{short(lastError)}</span> },
  { key: 'due', header: 'Due', fold: 'note', cell: ({ runAt }) => when(runAt) },
  { key: 'tries', header: 'Tries', fold: 'hide', right: true, cell: ({ attempts, maxAttempts }) => <span className="whitespace-nowrap">{attempts} of {maxAttempts}</span> },
  { key: 'state', header: 'State', fold: 'end', cell: ({ state }) => <JobChip state={state} /> },
  { key: 'act', header: 'Actions', headerHidden: true, fold: 'note-end', right: true, cell: ({ id, state }) => (state === 'dead' || state === 'retrying') && <ActButton act={{ verb: 'retryJob', jobId: id }}>Run now</ActButton> },
];

const number = (count: number) => (count === 0 ? <span className="text-ink-3">0</span> : formatCount(count));
const TASKS: TableColumn<TaskCount>[] = [
  { key: 'task', header: 'Task', fold: 'lead', cell: ({ task, lastError }) => <span><a className="link mono" href={listAddress(PATH, { task })}>{task}</a>{short(lastError)}</span> },
  { key: 'running', header: 'At work', fold: 'hide', right: true, cell: ({ running }) => number(running) },
  { key: 'waiting', header: 'Waiting', fold: 'end', right: true, cell: ({ waiting, scheduled, retrying, dead, running }) => <><span className="max-lg:hidden">{number(waiting)}</span><span className="lg:hidden">{formatPlural(waiting + scheduled + retrying + dead + running, 'job')}</span></> },
  { key: 'later', header: 'Later', fold: 'hide', right: true, cell: ({ scheduled }) => number(scheduled) },
  { key: 'retrying', header: 'Trying again', fold: 'hide', right: true, cell: ({ retrying }) => number(retrying) },
  { key: 'dead', header: 'Given up', fold: 'note-end', right: true, cell: ({ dead }) => <><span className="lg:hidden">{dead > 0 && `${formatCount(dead)} given up`}</span><span className="max-lg:hidden">{number(dead)}</span></> },
  { key: 'oldest', header: 'Oldest due', fold: 'note', right: true, cell: ({ oldestAt }) => when(oldestAt) },
];

const REGULAR: TableColumn<RegularJob>[] = [
  { key: 'task', header: 'Task', fold: 'lead', cell: ({ task }) => <span className="mono">{task}</span> },
  { key: 'schedule', header: 'Schedule', fold: 'note', cell: ({ schedule }) => <span className="mono">{schedule}</span> },
  { key: 'last', header: 'Last', fold: 'hide', right: true, cell: ({ lastAt }) => when(lastAt) ?? 'not yet' },
  { key: 'next', header: 'Next', fold: 'end', right: true, cell: ({ nextAt }) => when(nextAt) },
];

/** What the queue holds: what waits, what is at work, what failed, and what runs by the clock. */
export default async function JobsPage({ searchParams }: { searchParams: Promise<Params<'state' | 'task' | 'after'>> }) {
  const { api } = await requireAdmin(PATH);
  const params = await searchParams;
  const parsed = ListJobsInput.safeParse({ state: first(params.state), task: first(params.task), cursor: first(params.after) });
  const input = parsed.success ? parsed.data : ListJobsInput.parse({});
  const { state, task } = input;
  const { items, nextCursor, tasks, regular } = await api.admin.listJobs(input);
  const tabHref = (wanted: string) => listAddress(PATH, { state: wanted, task });
  const count = (key: 'running' | 'waiting' | 'scheduled' | 'retrying' | 'dead') => tasks.reduce((sum, one) => sum + one[key], 0);
  return (
    <AdminFrame current={PATH}>
      <h1 className="d3">Jobs</h1>
      <p className="text-ink-2 mt-1 max-w-[64ch]">A job that is done leaves the queue. One that fails is tried again, later each time, until it is given up.</p>
      <div className="mt-5"><TabLinks label="Which jobs" links={[{ href: tabHref(''), label: 'All' }, ...JOB_STATES.map((one) => ({ href: tabHref(one), label: STATE_WORDS[one].word, ...(count(one) > 0 && { count: formatCount(count(one)) }) }))]} current={tabHref(state)} /></div>
      {task !== '' && <p className="mt-4 text-[15px] text-ink-2">Only <span className="mono">{task}</span>. <a className="link" href={listAddress(PATH, { state })}>Show all tasks</a></p>}
      {items.length === 0
        ? <div className="mt-8"><EmptyState title={state === 'dead' ? 'Nothing was given up' : 'The queue is empty'} slug="admin-jobs" {...((state !== '' || task !== '') && { action: <LinkButton href={PATH}>Show all jobs</LinkButton> })}>{state === '' && task === '' ? 'Jobs appear here while they wait, and stay when they fail.' : 'No job is in this state.'}</EmptyState></div>
        : (
          <>
            <Table caption="Jobs" columns={JOBS} rows={items} rowKey={({ id }) => id} className="mt-4" />
            <div className="mt-8"><ListPages count={items.length} one="job" href={listAddress(PATH, { state, task })} cursor={input.cursor} nextCursor={nextCursor} /></div>
          </>
        )}
      {tasks.length > 0 && <Section id="tasks" title="By task"><Table caption="Jobs by task" columns={TASKS} rows={tasks} rowKey={(one) => one.task} /></Section>}
      <Section id="regular" title="By the clock" note="In UTC."><Table caption="Regular jobs" columns={REGULAR} rows={regular} rowKey={(one) => one.task} /></Section>
    </AdminFrame>
  );
}
