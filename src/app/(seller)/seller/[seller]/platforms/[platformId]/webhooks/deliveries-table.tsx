import type { PlatformInput } from '@/shared/contracts/platforms';
import type { WebhookDeliveryView } from '@/shared/contracts/webhook-endpoints';
import { Chip } from '@/ui/chip';
import { formatDateTime } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';
import { DeliveryDialog } from './delivery-dialog';

function StatusChip({ delivery: { status, nextAttemptAt, attempts } }: { delivery: WebhookDeliveryView }) {
  if (status === 'delivered') return <Chip tone="ok">Delivered</Chip>;
  if (status === 'dead') return <Chip tone="danger">Given up</Chip>;
  if (status === 'failed') return <Chip tone="warn">Again {nextAttemptAt === null ? 'soon' : formatDateTime(nextAttemptAt)}</Chip>;
  return <Chip>{attempts === 0 ? 'Waits' : 'Under way'}</Chip>;
}

const answered = ({ lastStatus, lastError, attempts }: WebhookDeliveryView) => (lastStatus !== null ? `Answered ${lastStatus}` : (lastError ?? (attempts === 0 ? 'Not sent yet' : 'Under way')));

/** The log of deliveries, newest first. */
export function DeliveriesTable({ ids, deliveries, mayChange }: { ids: PlatformInput; deliveries: WebhookDeliveryView[]; mayChange: boolean }) {
  const columns: TableColumn<WebhookDeliveryView>[] = [
    { key: 'event', header: 'Event', fold: 'lead', cell: ({ type, url }) => <span><span className="mono font-semibold break-all block">{type}</span><span className="text-sm text-ink-2 break-all">{url}</span></span>, className: 'max-w-[340px]' },
    { key: 'at', header: 'Happened', fold: 'note', cell: ({ createdAt }) => formatDateTime(createdAt) },
    { key: 'answer', header: 'Last answer', fold: 'hide', cell: (delivery) => <span className="text-sm break-words">{answered(delivery)}</span>, className: 'max-w-[220px]' },
    { key: 'attempts', header: 'Attempts', right: true, fold: 'hide', cell: ({ attempts }) => attempts },
    { key: 'status', header: 'State', fold: 'end', cell: (delivery) => <StatusChip delivery={delivery} /> },
    { key: 'look', header: 'Look', headerHidden: true, right: true, fold: 'wide', cell: (delivery) => <DeliveryDialog ids={ids} delivery={delivery} mayChange={mayChange} /> },
  ];
  return <Table caption="Deliveries, newest first" columns={columns} rows={deliveries} rowKey={({ id }) => id} />;
}
