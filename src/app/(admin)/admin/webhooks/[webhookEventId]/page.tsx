import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireAdmin } from '@/app/require-viewer';
import { WebhookEventIdInput, type WebhookAttemptView } from '@/shared/contracts/admin-webhooks';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { formatCount, formatDate, formatTime } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';
import { ActButton } from '../../act-button';
import { AdminFrame } from '../../admin-frame';
import { Facts, Section } from '../../panel';
import { RefreshWhile } from '@/app/refresh-while';
import { EventChip, OutcomeChip } from '../event-status';

interface Props {
  params: Promise<{ webhookEventId: string }>;
}

/** The event, read once for the page and its title. */
const read = cache(async (webhookEventId: string) => {
  const input = WebhookEventIdInput.safeParse({ webhookEventId });
  if (!input.success) notFound();
  const { api } = await requireAdmin(`/admin/webhooks/${webhookEventId}`);
  return api.admin.getWebhookEvent(input.data).catch(asNotFoundPage);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { type, stripeEventId } = await read((await params).webhookEventId);
  return { title: `Webhook ${type}, ${stripeEventId}` };
}

const exactly = (at: string) => `${formatDate(at)}, ${formatTime(at)}:${at.slice(17, 19)}`;

const COLUMNS: TableColumn<WebhookAttemptView & { number: number }>[] = [
  { key: 'number', header: 'Try', fold: 'lead', cell: ({ number }) => number },
  { key: 'at', header: 'When', fold: 'note', cell: ({ at }) => <span className="whitespace-nowrap">{exactly(at)}</span> },
  { key: 'error', header: 'Why', fold: 'wide', cell: ({ error }) => error && <span className="text-ink-2 break-words">{error}</span> },
  { key: 'took', header: 'Took', fold: 'note-end', right: true, cell: ({ tookMs }) => <span className="whitespace-nowrap">{formatCount(tookMs)} ms</span> },
  { key: 'outcome', header: 'End', fold: 'end', cell: ({ outcome }) => <OutcomeChip outcome={outcome} /> },
];

/** One event: what Stripe said, every try, and what became of it. */
export default async function WebhookEventPage({ params }: Props) {
  const event = await read((await params).webhookEventId);
  const { id, type, stripeEventId, objectId, status, error, orderId, orderNumber, receivedAt, apiVersion, livemode, stripeAccountId, payload, tries } = event;
  return (
    <AdminFrame current="/admin/webhooks">
      {status === 'received' && <RefreshWhile />}
      <Breadcrumbs trail={[{ href: '/admin/webhooks', label: 'Webhooks' }]} />
      <div className="flex flex-wrap items-center justify-between gap-3 mt-1">
        <h1 className="d3 break-words"><span className="mono">{type}</span></h1>
        <div className="flex items-center gap-3">
          <EventChip status={status} />
          {['parked', 'quarantined', 'dead'].includes(status) && <ActButton act={{ verb: 'replay', webhookEventId: id }} tone="ink" size="m">Replay</ActButton>}
        </div>
      </div>
      {error && <p className="text-ink-2 mt-2 max-w-[72ch] break-words">{error}</p>}
      <div className="mt-6 lg:grid lg:grid-cols-2 lg:gap-12">
        <Facts facts={[
          ['Stripe’s event', <span key="event" className="mono">{stripeEventId}</span>],
          ['About', objectId ? <span key="object" className="mono">{objectId}</span> : 'nothing'],
          ['Order', orderId ? <a key="order" className="link" href={`/admin/orders/${orderId}`}>{orderNumber}</a> : 'none'],
        ]} />
        <Facts facts={[
          ['Received', exactly(receivedAt)],
          ['Mode', livemode ? 'Live' : 'Test'],
          ['API', [apiVersion ?? 'not said', stripeAccountId].filter(Boolean).join(', ')],
        ]} />
      </div>
      <Section id="tries" title="Tries" note={tries.length === 0 ? 'None yet, or it was set aside before the first.' : undefined}>
        {tries.length > 0 && <Table caption="Tries" columns={COLUMNS} rows={tries.map((one, index) => ({ ...one, number: index + 1 }))} rowKey={({ id: key }) => key} />}
      </Section>
      <Section id="payload" title="Payload" note="As Stripe sent it, without secrets. Only its ids are believed.">
        <details className="panel" open>
          <summary className="px-4 py-3 cursor-pointer font-medium text-[15px]">JSON, {formatCount(payload.length)} letters</summary>
          <pre className="code border-t border-line p-4 max-h-[640px] overflow-auto" tabIndex={0} aria-label="Payload">{payload}</pre>
        </details>
      </Section>
    </AdminFrame>
  );
}
