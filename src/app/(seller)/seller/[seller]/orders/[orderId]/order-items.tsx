import type { SellerOrder, SellerOrderItem } from '@/shared/contracts/seller-orders';
import { formatMoney } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';

/** "1 shipped, 1 canceled", or nothing for what is no thing to ship. */
function unitWords({ kind, quantity, shippedQuantity, canceledQuantity, returnedQuantity, restockedQuantity }: SellerOrderItem): string {
  if (kind !== 'physical') return 'Download';
  const open = quantity - shippedQuantity - canceledQuantity;
  const words = [[open, 'to ship'], [shippedQuantity, 'shipped'], [canceledQuantity, 'canceled'], [returnedQuantity, 'returned'], [restockedQuantity, 'back on the shelf']] as const;
  return words.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`).join(', ');
}

/** What the seller sold in this order, and where each unit is. */
export function OrderItems({ order }: { order: SellerOrder }) {
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency);
  const columns: TableColumn<SellerOrderItem>[] = [
    {
      key: 'what', header: 'Item', fold: 'lead',
      cell: ({ quantity, title, variantTitle, sku, bundleTitle }) => <span><span className="font-semibold">{quantity > 1 && `${quantity} × `}{[title, variantTitle].filter(Boolean).join(', ')}</span><span className="mono block text-[13px] text-ink-3 font-normal break-all">{sku}</span>{bundleTitle && <span className="block text-sm text-ink-2 font-normal">Part of {bundleTitle}</span>}</span>,
    },
    { key: 'units', header: 'Units', fold: 'note', cell: (item) => unitWords(item) },
    { key: 'back', header: 'Gone back', fold: 'note-end', right: true, cell: ({ refundedMinor, disputedMinor }) => refundedMinor + disputedMinor > 0 && <span className="tabular-nums"><span className="lg:hidden">Gone back </span>{money(-(refundedMinor + disputedMinor))}</span> },
    { key: 'total', header: 'Paid', fold: 'end', right: true, cell: ({ totalMinor }) => <span className="tabular-nums">{money(totalMinor)}</span> },
  ];
  return (
    <section aria-labelledby="items">
      <h2 id="items" className="font-semibold text-lg mb-3">Items</h2>
      <Table caption="Items" columns={columns} rows={order.items} rowKey={({ id }) => id} />
    </section>
  );
}
