import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache, type ReactNode } from 'react';
import { requireAdmin } from '@/app/require-viewer';
import { type ArmResult, type Difference, type ExperimentView, ExperimentId, type Rate, RESULT_DAYS } from '@/shared/contracts/experiments';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { Chip } from '@/ui/chip';
import { formatCount, formatDateTime } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';
import { AdminFrame } from '../../admin-frame';
import { Facts, Section } from '../../panel';
import { STATUS_WORDS, STRATEGY_NAMES, STRATEGY_NOTES } from '../strategy-words';
import { RunButtons } from './run-buttons';

interface Props {
  params: Promise<{ id: string }>;
}

/** The experiment with its result, read once for the page and its title. */
const read = cache(async (id: string) => {
  const { api } = await requireAdmin(`/admin/experiments/${id}`);
  if (!ExperimentId.safeParse(id).success) notFound();
  return api.admin.experimentResult({ experimentId: id }).catch(asNotFoundPage);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Experiment, ${(await read((await params).id)).experiment.name}` };
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const points = (share: number) => `${share < 0 ? '−' : share > 0 ? '+' : ''}${Math.abs(share * 100).toFixed(1)}`;

/** A share as a dot on a line of its interval, from nothing to `most`. */
function Interval({ rate: { share, low, high }, most }: { rate: Rate; most: number }) {
  if (share === null || low === null || high === null) return null;
  const at = (value: number) => Math.round(Math.min(1, value / most) * 200);
  return (
    <svg viewBox="0 0 208 12" className="w-full max-w-[208px] h-3 mt-1" aria-hidden="true">
      <line x1="4" x2="204" y1="6" y2="6" className="stroke-line" />
      <rect x={4 + at(low)} y="4" width={Math.max(1, at(high) - at(low))} height="4" className="fill-line-strong" />
      <circle cx={4 + at(share)} cy="6" r="4" className="fill-ink" />
    </svg>
  );
}

/** Says on a phone, which shows no headers, what a cell is of. */
function Of({ children }: { children: ReactNode }) {
  return <span className="lg:hidden block lab mt-2">{children}</span>;
}

function RateCell({ name, rate, most }: { name: string; rate: Rate; most: number }) {
  const { hits, of, share, low, high } = rate;
  if (share === null || low === null || high === null) return <><Of>{name}</Of><span className="text-ink-3">Nobody yet</span></>;
  return (
    <div>
      <Of>{name}</Of>
      <span className="font-semibold">{percent(share)}</span> <span className="text-ink-2">{formatCount(hits)} of {formatCount(of)}</span>
      <span className="block text-[13px] text-ink-3">{percent(low)} to {percent(high)}</span>
      <Interval rate={rate} most={most} />
    </div>
  );
}

function DifferenceCell({ difference }: { difference: Difference | null }) {
  if (!difference) return <span className="text-ink-3 max-lg:hidden">The measure</span>;
  const { share, low, high, isClear } = difference;
  return (
    <div className="whitespace-nowrap">
      <Of>Beside the first</Of>
      <span className="font-semibold">{points(share)} points</span>
      <span className="block text-[13px] text-ink-3">{points(low)} to {points(high)}</span>
      <span className="block text-[13px] text-ink-2">{isClear ? (share > 0 ? 'Clearly more' : 'Clearly less') : 'Could be chance'}</span>
    </div>
  );
}

function columnsOf(arms: readonly ArmResult[]): TableColumn<ArmResult>[] {
  const mostOf = (rates: Rate[]) => Math.min(1, Math.max(0.02, ...rates.map(({ high }) => high ?? 0)));
  const [mostClicks, mostPurchases] = [mostOf(arms.map((arm) => arm.clickThrough)), mostOf(arms.map((arm) => arm.purchase))];
  return [
    { key: 'arm', header: 'Ranking', fold: 'lead', cell: ({ strategy, subjects }) => <><span className="font-medium">{STRATEGY_NAMES[strategy]}</span><span className="block text-[13px] text-ink-3">{STRATEGY_NOTES[strategy]}</span><span className="block text-[13px] text-ink-3">{formatCount(subjects)} took part</span></> },
    { key: 'clicks', header: 'Clicked', fold: 'wide', cell: ({ clickThrough }) => <RateCell name="Clicked" rate={clickThrough} most={mostClicks} /> },
    { key: 'clicks-beside', header: 'Beside the first', fold: 'wide', cell: ({ clickDifference }) => <DifferenceCell difference={clickDifference} /> },
    { key: 'purchases', header: 'Bought something', fold: 'wide', cell: ({ purchase }) => <RateCell name="Bought something" rate={purchase} most={mostPurchases} /> },
    { key: 'purchases-beside', header: 'Beside the first', fold: 'wide', cell: ({ purchaseDifference }) => <DifferenceCell difference={purchaseDifference} /> },
  ];
}

function toFacts({ status, trafficPercent, createdAt, startedAt, stoppedAt, subjects }: ExperimentView): [string, string][] {
  return [
    ['State', STATUS_WORDS[status]], ['Written down', formatDateTime(createdAt)], ['Started', startedAt ? formatDateTime(startedAt) : 'Not yet'], ['Stopped', stoppedAt ? formatDateTime(stoppedAt) : 'Not yet'],
    ['People who take part', `${trafficPercent} percent`], ['Took part so far', formatCount(subjects)],
  ];
}

/** What one experiment says: each ranking's rates with the interval they lie in, and how far each is from the first. */
export default async function ExperimentPage({ params }: Props) {
  const { experiment, arms } = await read((await params).id);
  return (
    <AdminFrame current="/admin/experiments">
      <Breadcrumbs trail={[{ href: '/admin/experiments', label: 'Experiments' }]} />
      <h1 className="d3 flex flex-wrap items-center gap-3">{experiment.name} <Chip tone={experiment.status === 'running' ? 'ok' : 'mute'}>{STATUS_WORDS[experiment.status]}</Chip></h1>
      {experiment.hypothesis && <p className="text-ink-2 mt-1 max-w-[64ch]">{experiment.hypothesis}</p>}
      <RunButtons experimentId={experiment.id} status={experiment.status} />
      <Section id="arms" title="What it says" note={`Each person counts once; whoever saw two rankings is left out. Shares with the interval they lie in, at 95 percent. Decide after the number of days you set out for, not when a difference first looks clear. Kept for ${RESULT_DAYS} days after it stops.`}>
        <Table caption="Each ranking, its clicks and purchases" columns={columnsOf(arms)} rows={arms} rowKey={({ strategy }) => strategy} />
      </Section>
      <Section id="facts" title="How it runs"><div className="max-w-[480px]"><Facts facts={toFacts(experiment)} /></div></Section>
    </AdminFrame>
  );
}
