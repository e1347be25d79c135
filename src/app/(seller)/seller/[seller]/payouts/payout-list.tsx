import { Check, CircleAlert, Landmark } from 'lucide-react';
import type { BankPayoutView, PayoutView, TransferView } from '@/shared/contracts/payouts';
import { Chip } from '@/ui/chip';
import { formatDate, formatDateTime, formatMoney, formatPlural } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';

export function PayoutChip({ status }: Pick<PayoutView, 'status'>) {
  if (status === 'paid') return <Chip tone="ok" icon={Check}>Paid</Chip>;
  if (status === 'failed') return <Chip tone="danger" icon={CircleAlert}>Failed</Chip>;
  return <Chip icon={Landmark}>Under way</Chip>;
}

/** What became of one order's part afterwards. */
function afterwards({ status, failure, reversedMinor, comingBackMinor, refusedMinor }: TransferView, currency: string): string {
  if (status === 'failed') return `${failure} It is due again.`;
  const words = [
    reversedMinor > 0 && `${formatMoney(reversedMinor, currency)} fetched back after a refund`,
    comingBackMinor > 0 && `${formatMoney(comingBackMinor, currency)} is being fetched back`,
    refusedMinor > 0 && `${formatMoney(refusedMinor, currency)} could not be fetched back; you owe it`,
  ].filter(Boolean);
  return words.length > 0 ? words.join('; ') : status === 'paid' ? 'Sent' : 'Under way';
}

function Payout({ payout }: { payout: PayoutView }) {
  const { id, currency, amountMinor, status, failure, createdAt, paidAt, transfers } = payout;
  const columns: TableColumn<TransferView>[] = [
    { key: 'order', header: 'Order', fold: 'lead', cell: ({ orderNumber }) => orderNumber },
    { key: 'after', header: 'What became of it', fold: 'wide', cell: (transfer) => <span className="text-pretty">{afterwards(transfer, currency)}</span> },
    { key: 'amount', header: 'Amount', fold: 'end', right: true, cell: (transfer) => <span className="tabular-nums">{formatMoney(transfer.amountMinor, currency)}</span> },
  ];
  return (
    <article aria-labelledby={id} className="py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 id={id} className="font-semibold text-[15px]">{formatDate(paidAt ?? createdAt)} <span className="font-normal text-ink-2">for {formatPlural(transfers.length, 'order')}</span></h3>
        <p className="flex items-center gap-3"><PayoutChip status={status} /><span className="font-medium tabular-nums">{formatMoney(amountMinor, currency)}</span></p>
      </div>
      {failure !== '' && <p className="text-sm text-ink-2 mt-1 text-pretty">{failure} Your money is safe: it stays in your balance and goes out with a later payout.</p>}
      <details className="mt-1">
        <summary className="cursor-pointer text-sm font-medium py-2">Orders in it</summary>
        <Table caption={`Orders paid ${formatDateTime(createdAt)}`} columns={columns} rows={transfers} rowKey={(transfer) => transfer.id} />
      </details>
    </article>
  );
}

/** Payouts, newest first, each with the orders it paid for. */
export function PayoutList({ payouts }: { payouts: readonly PayoutView[] }) {
  return <div className="ruled mt-3">{payouts.map((payout) => <Payout key={payout.id} payout={payout} />)}</div>;
}

const BANK_WORDS: Record<BankPayoutView['status'], string> = {
  pending: 'Stripe is about to send it to your bank',
  in_transit: 'On its way to your bank',
  paid: 'Arrived at your bank',
  failed: 'Your bank sent it back to your account at Stripe',
  canceled: 'Called off; it stays in your account at Stripe',
};

/** What Stripe sent on from the seller's account to the seller's bank. */
export function BankPayouts({ payouts }: { payouts: readonly BankPayoutView[] }) {
  return (
    <ul className="ruled mt-3">
      {payouts.map(({ id, amountMinor, currency, status, failure, createdAt, arrivesAt }) => (
        <li key={id} className="py-3 flex flex-wrap justify-between gap-x-6 gap-y-1 text-[15px]">
          <span className={status === 'failed' ? 'text-danger' : undefined}>{BANK_WORDS[status]}{status === 'failed' && failure !== '' && `: ${failure}`}</span>
          <span className="text-ink-2">{formatDate(arrivesAt ?? createdAt)} <span className="font-medium text-ink tabular-nums ml-3">{formatMoney(amountMinor, currency)}</span></span>
        </li>
      ))}
    </ul>
  );
}
