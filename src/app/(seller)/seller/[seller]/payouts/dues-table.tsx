import { Check, Clock, Landmark, Undo2 } from 'lucide-react';
import type { Due } from '@/shared/contracts/payouts';
import { Chip } from '@/ui/chip';
import { formatMoney } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';
import { dueWords } from './due-words';

function StateChip({ state }: Pick<Due, 'state'>) {
  if (state === 'payable') return <Chip tone="ok" icon={Check}>Payable</Chip>;
  if (state === 'under_way') return <Chip icon={Landmark}>Under way</Chip>;
  if (state === 'owed') return <Chip tone="danger" icon={Undo2}>Taken back</Chip>;
  return <Chip tone="warn" icon={Clock}>Held</Chip>;
}

/** Every open amount, when it will be paid and, if it is held, why. */
export function DuesTable({ dues, now }: { dues: readonly Due[]; now: string }) {
  const columns: TableColumn<Due>[] = [
    { key: 'order', header: 'Order', fold: 'lead', cell: ({ orderNumber }) => <span className="font-medium whitespace-nowrap">{orderNumber}</span> },
    { key: 'state', header: 'State', fold: 'note-end', cell: (due) => <StateChip state={due.state} /> },
    { key: 'reason', header: 'When, and why', fold: 'wide', cell: (due) => <span className="text-pretty">{dueWords(due, now)}</span> },
    { key: 'amount', header: 'Amount', fold: 'end', right: true, cell: ({ amountMinor, currency }) => <span className={amountMinor < 0 ? 'tabular-nums text-danger' : 'tabular-nums'}>{formatMoney(amountMinor, currency)}</span> },
  ];
  return <Table caption="Open amounts by order" columns={columns} rows={dues} rowKey={({ orderId, currency }) => `${orderId}${currency}`} />;
}
