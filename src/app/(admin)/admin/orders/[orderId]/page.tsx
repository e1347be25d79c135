import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireAdmin } from '@/app/require-viewer';
import { OrderIdInput } from '@/shared/contracts/orders';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { Chip } from '@/ui/chip';
import { formatDateTime, formatMoney } from '@/ui/format';
import { OrderStatusChip } from '@/ui/order-status';
import { AdminFrame } from '../../admin-frame';
import { Facts } from '../../panel';
import { OrderActions } from './order-actions';
import { SalePanels } from './sale-panels';
import { TracePanels } from './trace-panels';

interface Props {
  params: Promise<{ orderId: string }>;
}

/** The order with what was done about it, read once for the page and its title. */
const read = cache(async (orderId: string) => {
  if (!OrderIdInput.safeParse({ orderId }).success) notFound();
  const { api } = await requireAdmin(`/admin/orders/${orderId}`);
  return Promise.all([api.admin.getOrder({ orderId }), api.admin.listAudit({ target: orderId })]).catch(asNotFoundPage);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Order ${(await read((await params).orderId))[0].number}` };
}

const mono = (text: string | null) => (text === null ? 'none' : <span className="mono">{text}</span>);

/** Everything about one order. */
export default async function AdminOrderPage({ params }: Props) {
  const [order, audit] = await read((await params).orderId);
  const money = (minor: number) => formatMoney(minor, order.currency);
  const sums: [string, number][] = [['Subtotal', order.subtotalMinor], [order.couponCode ? `Off, with ${order.couponCode}` : 'Off', -order.discountMinor], ['Shipping', order.shippingMinor], ['Tax', order.taxMinor], ['Credit applied', -order.creditMinor], ['Refunded', -order.refundedMinor], ['Disputed', -order.disputedMinor]];
  return (
    <AdminFrame current="/admin/orders">
      <Breadcrumbs trail={[{ href: '/admin/orders', label: 'Orders' }]} />
      <div className="flex flex-wrap items-center justify-between gap-3 mt-1">
        <h1 className="d3">{order.number}</h1>
        <div className="flex flex-wrap items-center gap-2">
          <OrderStatusChip status={order.status} />
          {order.refundPending && <Chip tone="warn">Refund under way</Chip>}
          {order.disputedMinor > 0 && <Chip tone="danger">Disputed</Chip>}
        </div>
      </div>
      <p className="text-ink-2 mt-1 break-words">{[order.buyerName, order.buyerEmail, order.organizationName && `for ${order.organizationName}`].filter(Boolean).join(', ')}</p>
      <div className="mt-5 flex flex-wrap gap-2"><OrderActions order={order} /></div>
      <div className="mt-6 lg:grid lg:grid-cols-2 lg:gap-12">
        <Facts facts={[
          ['Placed', formatDateTime(order.createdAt)],
          [order.paidAt === null ? 'To be paid by' : 'Paid', formatDateTime(order.paidAt ?? order.expiresAt)],
          ...(order.closedAt === null ? [] : [['Closed', formatDateTime(order.closedAt)] as const]),
          ...(order.country === null ? [] : [['Goes to', order.country] as const]),
          ['Session', mono(order.stripeCheckoutSessionId)],
          ['Payment', mono(order.stripePaymentIntentId)],
          ['Order', mono(order.id)],
        ]} />
        <Facts facts={[
          ...sums.filter(([word, minor]) => word === 'Subtotal' || minor !== 0).map(([word, minor]) => [word, money(minor)] as const),
          ['Total', <strong key="total" className="font-semibold">{money(order.totalMinor)}</strong>],
        ]} />
      </div>
      <SalePanels order={order} />
      <TracePanels order={order} lines={audit.items} />
    </AdminFrame>
  );
}
