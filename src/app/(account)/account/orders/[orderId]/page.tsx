import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { requireViewer } from '@/app/require-viewer';
import { OrderId, type OrderView } from '@/shared/contracts/orders';
import { LICENSE_WORDS } from '@/shared/product-words';
import { isNotFound } from '@/trpc/is-not-found';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { LinkButton } from '@/ui/button';
import { OwnChip } from '@/ui/chip';
import { ProductCover } from '@/ui/covers/product-cover';
import { formatDateTime, formatMoney } from '@/ui/format';
import { OrderStatusChip } from '@/ui/order-status';
import { AccountFrame } from '../../account-frame';
import { CancelOrder } from './cancel-order';

export const metadata: Metadata = { title: 'Order' };

const CLOSED_UNPAID = ['failed', 'expired', 'canceled'];

/** What the sum at the foot is. */
function sumWord({ paidAt, status }: OrderView): string {
  if (paidAt) return 'Paid';
  if (status === 'awaiting_payment') return 'On its way';
  return CLOSED_UNPAID.includes(status) ? 'Not paid' : 'To pay';
}

/** One order as a receipt. */
export default async function OrderPage({ params }: { params: Promise<{ orderId: string }> }) {
  const { orderId } = await params;
  if (!OrderId.safeParse(orderId).success) notFound();
  const { api } = await requireViewer(`/account/orders/${orderId}`);
  const order = await api.orders.byId({ orderId }).catch((error: unknown) => {
    if (isNotFound(error)) notFound();
    throw error;
  });
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency);
  return (
    <AccountFrame current="/account/orders">
      <Breadcrumbs trail={[{ href: '/account/orders', label: 'Orders' }]} />
      <div className="flex flex-wrap items-center gap-3 mt-1"><h1 className="d3">Order {order.number}</h1><OrderStatusChip status={order.status} /></div>
      <p className="text-ink-2 mt-1">Placed {formatDateTime(order.createdAt)}{order.paidAt && <>, paid {formatDateTime(order.paidAt)}</>}{order.organizationName && <>, for {order.organizationName}</>}</p>
      <section aria-label="Items" className="panel mt-6 max-w-[720px] px-5 lg:px-6 pt-2 pb-5">
        <ul>
          {order.items.map((item) => (
            <li key={item.id} className="flex items-center gap-4 py-4 border-b border-line">
              <ProductCover slug={item.productSlug} kind={item.productType} className="size-14" />
              <div className="min-w-0 flex-1">
                <p className="font-semibold text-[15px] leading-5"><a className="hover:underline underline-offset-3" href={`/marketplace/${item.productSlug}`}>{item.title}</a></p>
                <p className="text-sm text-ink-2">{item.sellerName}. {LICENSE_WORDS[item.license ?? 'personal']?.name} licence{item.version && `, version ${item.version} on the day`}</p>
                {item.live && <div className="mt-1.5"><OwnChip /></div>}
              </div>
              <p className="font-medium text-[15px] whitespace-nowrap">{money(item.totalMinor)}</p>
            </li>
          ))}
        </ul>
        <dl className="grid grid-cols-[1fr_auto] gap-y-2 pt-4 text-[15px]">
          <dt className="font-semibold text-lg">{sumWord(order)}</dt><dd className="font-semibold text-lg text-right">{money(order.totalMinor)}</dd>
          {order.refundedMinor > 0 && <><dt className="text-ink-2">Given back</dt><dd className="text-right">−{money(order.refundedMinor)}</dd></>}
        </dl>
      </section>
      <div className="mt-6 flex flex-wrap gap-2">
        {order.items.some(({ live }) => live) && <LinkButton href="/account/keys" tone="own">Use your keys</LinkButton>}
        {order.status === 'pending' && order.checkoutUrl && <LinkButton href={order.checkoutUrl} tone="ink">Pay {money(order.totalMinor)}</LinkButton>}
        {CLOSED_UNPAID.includes(order.status) && order.items[0] && <LinkButton href={`/marketplace/${order.items[0].productSlug}`}>Back to the product</LinkButton>}
        {order.status === 'pending' && <CancelOrder orderId={order.id} />}
      </div>
    </AccountFrame>
  );
}
