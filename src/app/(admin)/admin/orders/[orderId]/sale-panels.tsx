import type { ReactNode } from 'react';
import type { OrderFile, OrderFileDispute, OrderFileItem, OrderFilePart, OrderFilePayment, OrderFileRefund, OrderFileReservation, OrderFileShipment } from '@/shared/contracts/admin-order-file';
import { formatDateTime, formatMoney } from '@/ui/format';
import { Table, type TableColumn } from '@/ui/table';
import { Section } from '../../panel';

type Money = (minor: number) => string;

const when = (at: string | null): ReactNode => (at === null ? '' : <span className="whitespace-nowrap">{formatDateTime(at)}</span>);
const id = (text: string | null): ReactNode => text !== null && <span className="mono text-[13px]">{text}</span>;
export const words = (text: string) => (text === '' ? '' : text.charAt(0).toUpperCase() + text.slice(1).replaceAll('_', ' '));

const items = (money: Money): TableColumn<OrderFileItem>[] => [
  { key: 'title', header: 'Item', fold: 'lead', cell: ({ title, variantTitle, sellerName, kind }) => <span>{title}{variantTitle && `, ${variantTitle}`}<span className="block text-sm text-ink-2 font-normal">{sellerName}, {kind}</span></span> },
  { key: 'quantity', header: 'Units', fold: 'note', right: true, cell: ({ quantity, shippedQuantity, canceledQuantity }) => <span>{quantity}<span className="lg:hidden"> {quantity === 1 ? 'unit' : 'units'}</span>{shippedQuantity > 0 && `, ${shippedQuantity} shipped`}{canceledQuantity > 0 && `, ${canceledQuantity} canceled`}</span> },
  { key: 'unit', header: 'Each', fold: 'hide', right: true, cell: ({ unitPriceMinor }) => money(unitPriceMinor) },
  { key: 'off', header: 'Off', fold: 'hide', right: true, cell: ({ discountMinor }) => discountMinor > 0 && money(-discountMinor) },
  { key: 'fee', header: 'Fee', fold: 'hide', right: true, cell: ({ feeMinor }) => money(feeMinor) },
  { key: 'back', header: 'Gone back', fold: 'note-end', right: true, cell: ({ refundedMinor, disputedMinor }) => refundedMinor + disputedMinor > 0 && money(-(refundedMinor + disputedMinor)) },
  { key: 'total', header: 'Total', fold: 'end', right: true, cell: ({ totalMinor }) => money(totalMinor) },
];

const parts = (money: Money): TableColumn<OrderFilePart>[] => [
  { key: 'seller', header: 'Seller', fold: 'lead', cell: ({ sellerName, sellerSlug }) => <a className="link" href={`/admin/sellers/${sellerSlug}`}>{sellerName}</a> },
  { key: 'fulfilment', header: 'Shipping', fold: 'note', cell: ({ fulfilment, shipBy }) => <span>{fulfilment === 'none' ? 'Nothing to ship' : words(fulfilment)}{shipBy && fulfilment !== 'none' && `, by ${formatDateTime(shipBy)}`}</span> },
  { key: 'shipping', header: 'For shipping', fold: 'hide', right: true, cell: ({ shippingMinor }) => money(shippingMinor) },
  { key: 'fee', header: 'Fee', fold: 'note-end', right: true, cell: ({ feeMinor }) => <><span className="lg:hidden">Fee </span>{money(feeMinor)}</> },
  { key: 'total', header: 'Total', fold: 'end', right: true, cell: ({ totalMinor }) => money(totalMinor) },
];

const payments = (money: Money): TableColumn<OrderFilePayment>[] => [
  { key: 'at', header: 'Paid', fold: 'lead', cell: ({ paidAt }) => when(paidAt) },
  { key: 'method', header: 'By', fold: 'note-end', cell: ({ method }) => words(method) },
  { key: 'ids', header: 'At Stripe', fold: 'wide', cell: ({ stripePaymentIntentId, stripeChargeId }) => <span className="flex flex-wrap gap-x-3">{id(stripePaymentIntentId)}{id(stripeChargeId)}</span> },
  { key: 'amount', header: 'Amount', fold: 'end', right: true, cell: ({ amountMinor }) => money(amountMinor) },
];

const refunds = (money: Money): TableColumn<OrderFileRefund>[] => [
  { key: 'at', header: 'Asked for', fold: 'lead', cell: ({ createdAt }) => when(createdAt) },
  { key: 'why', header: 'Why', fold: 'wide', cell: ({ reason, requestedBy, requestedRole }) => <span>{reason}<span className="block text-sm text-ink-2">{requestedBy ?? (requestedRole === 'system' ? 'by the system' : 'at Stripe')}</span></span> },
  { key: 'id', header: 'At Stripe', fold: 'note', cell: ({ stripeRefundId }) => id(stripeRefundId) },
  { key: 'status', header: 'State', fold: 'note-end', cell: ({ status }) => words(status) },
  { key: 'amount', header: 'Amount', fold: 'end', right: true, cell: ({ amountMinor }) => money(amountMinor) },
];

const disputes = (money: Money): TableColumn<OrderFileDispute>[] => [
  { key: 'at', header: 'Opened', fold: 'lead', cell: ({ openedAt }) => when(openedAt) },
  { key: 'why', header: 'Why', fold: 'note', cell: ({ reason }) => words(reason) },
  { key: 'id', header: 'At Stripe', fold: 'wide', cell: ({ stripeDisputeId }) => id(stripeDisputeId) },
  { key: 'status', header: 'State', fold: 'note-end', cell: ({ status, evidenceDueAt, closedAt }) => <span>{words(status)}{closedAt === null && evidenceDueAt !== null && <span className="block text-sm text-warn">due {formatDateTime(evidenceDueAt)}</span>}</span> },
  { key: 'amount', header: 'Amount', fold: 'end', right: true, cell: ({ amountMinor }) => money(amountMinor) },
];

const SHIPMENTS: TableColumn<OrderFileShipment>[] = [
  { key: 'what', header: 'Parcel', fold: 'lead', cell: ({ contents, sellerName }) => <span>{contents}<span className="block text-sm text-ink-2 font-normal">{sellerName}</span></span> },
  { key: 'tracking', header: 'Tracking', fold: 'note', cell: ({ carrier, trackingNumber }) => <span>{carrier} {id(trackingNumber)}</span> },
  { key: 'shipped', header: 'Shipped', fold: 'note-end', cell: ({ shippedAt }) => when(shippedAt) },
  { key: 'delivered', header: 'Delivered', fold: 'end', right: true, cell: ({ deliveredAt }) => (deliveredAt === null ? 'not yet' : when(deliveredAt)) },
];

const RESERVATIONS: TableColumn<OrderFileReservation>[] = [
  { key: 'title', header: 'Stock', fold: 'lead', cell: ({ title }) => title },
  { key: 'status', header: 'State', fold: 'note', cell: ({ status }) => words(status) },
  { key: 'until', header: 'Held until', fold: 'note-end', cell: ({ status, expiresAt }) => (status === 'held' ? when(expiresAt) : '') },
  { key: 'quantity', header: 'Units', fold: 'end', right: true, cell: ({ quantity }) => quantity },
];

/** What was sold and how it got there: items, sellers' parts, payment, refunds, disputes, parcels, stock. Empty lists are left out. */
export function SalePanels({ order }: { order: OrderFile }) {
  const money: Money = (minor) => formatMoney(minor, order.currency);
  const key = (row: { id: string }) => row.id;
  return (
    <>
      <Section id="items" title="Items"><Table caption="Items" columns={items(money)} rows={order.items} rowKey={key} /></Section>
      <Section id="parts" title="By seller"><Table caption="Parts by seller" columns={parts(money)} rows={order.parts} rowKey={key} /></Section>
      {order.payments.length > 0 && <Section id="payment" title="Payment"><Table caption="Payment" columns={payments(money)} rows={order.payments} rowKey={key} /></Section>}
      {order.refunds.length > 0 && <Section id="refunds" title="Refunds"><Table caption="Refunds" columns={refunds(money)} rows={order.refunds} rowKey={key} /></Section>}
      {order.disputes.length > 0 && <Section id="disputes" title="Disputes"><Table caption="Disputes" columns={disputes(money)} rows={order.disputes} rowKey={key} /></Section>}
      {order.shipments.length > 0 && <Section id="shipments" title="Parcels"><Table caption="Parcels" columns={SHIPMENTS} rows={order.shipments} rowKey={key} /></Section>}
      {order.reservations.length > 0 && <Section id="stock" title="Stock held"><Table caption="Stock held" columns={RESERVATIONS} rows={order.reservations} rowKey={key} /></Section>}
    </>
  );
}
