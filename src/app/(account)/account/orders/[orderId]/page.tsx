import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { OpenThread } from '@/app/_messages/open-thread';
import { requireViewer } from '@/app/require-viewer';
import { OrderId, type OrderDetail } from '@/shared/contracts/orders';
import { countryName } from '@/shared/countries';
import { dateTimeText, type Formats } from '@/shared/moment-text';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { LinkButton } from '@/ui/button';
import { formatMoney } from '@/ui/format';
import { OrderStatusChip } from '@/ui/order-status';
import { AccountFrame } from '../../account-frame';
import { CancelOrder } from './cancel-order';
import { CancelUnits } from './cancel-units';
import { OrderParts } from './order-parts';
import { OrderSums } from './order-sums';
import type { ChoosableItem } from './unit-choice';

interface Props {
  params: Promise<{ orderId: string }>;
}

/** The order with its invoices, read once for the page and its title. */
const read = cache(async (orderId: string) => {
  if (!OrderId.safeParse(orderId).success) notFound();
  const { api, formats } = await requireViewer(`/account/orders/${orderId}`);
  const [order, documents] = await Promise.all([api.orders.detail({ orderId }), api.orders.documents({ orderId })]).catch(asNotFoundPage);
  return { order, documents, formats };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Order ${(await read((await params).orderId)).order.number}` };
}

const CLOSED_UNPAID = ['failed', 'expired', 'canceled'];

/** Goods that are paid and not on their way. */
function cancelable({ items, paidAt, isBuyer }: OrderDetail): ChoosableItem[] {
  if (!paidAt || !isBuyer) return [];
  return items.flatMap(({ id, title, variantTitle, kind, quantity, shippedQuantity, canceledQuantity }) => {
    const most = quantity - shippedQuantity - canceledQuantity;
    return kind === 'physical' && most > 0 ? [{ id, title, variantTitle, most }] : [];
  });
}

function Timeline({ moments, formats }: { moments: OrderDetail['timeline']; formats: Formats }) {
  return (
    <section aria-label="What happened">
      <h2 className="font-semibold text-lg">What happened</h2>
      <ol className="mt-3 border-t border-ink">
        {moments.map(({ at, title, note }, index) => (
          <li key={`${at} ${index}`} className="py-2.5 border-b border-line">
            <p className="text-[15px] font-medium">{title}</p>
            <p className="text-sm text-ink-2 break-words">{dateTimeText(at, formats)}{note && `. ${note}`}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** One order as a receipt, with where its parcels are and what happened when. */
export default async function OrderPage({ params }: Props) {
  const { order, documents, formats } = await read((await params).orderId);
  const units = cancelable(order);
  return (
    <AccountFrame current="/account/orders">
      <Breadcrumbs trail={[{ href: '/account/orders', label: 'Orders' }]} />
      <div className="flex flex-wrap items-center gap-3 mt-1"><h1 className="d3">Order {order.number}</h1><OrderStatusChip status={order.status} /></div>
      <p className="text-ink-2 mt-1">{order.paidAt ? <>Paid {dateTimeText(order.paidAt, formats)}</> : <>Placed {dateTimeText(order.createdAt, formats)}</>}{order.organizationName && <>, for {order.organizationName}</>}</p>
      <div className="mt-6 grid gap-x-12 gap-y-10 xl:grid-cols-[minmax(0,720px)_minmax(240px,1fr)]">
        <div className="min-w-0">
          <OrderSums order={order} />
          <div className="mt-6 flex flex-wrap gap-2">
            {order.items.some(({ live }) => live) && <LinkButton href="/account/keys" tone="own">Use your keys</LinkButton>}
            {order.status === 'pending' && order.checkoutUrl && <LinkButton href={order.checkoutUrl} tone="ink">Pay {formatMoney(order.totalMinor, order.currency)}</LinkButton>}
            {CLOSED_UNPAID.includes(order.status) && order.items[0] && <LinkButton href={`/marketplace/${order.items[0].productSlug}`}>Back to the product</LinkButton>}
            {order.mayGiveUp && <CancelOrder orderId={order.id} />}
            {units.length > 0 && <CancelUnits orderId={order.id} items={units} />}
          </div>
          <OrderParts order={order} formats={formats} />
        </div>
        <div className="min-w-0 grid gap-8 content-start">
          <Timeline moments={order.timeline} formats={formats} />
          {order.address && (
            <section aria-label="Address">
              <h2 className="font-semibold text-lg">Goes to</h2>
              <address className="not-italic text-[15px] text-ink-2 mt-2">{[order.address.name, ...order.address.lines, countryName(order.address.country)].map((line) => <span key={line} className="block">{line}</span>)}</address>
            </section>
          )}
          {order.paidAt && order.parts.some(({ sellerSlug }) => sellerSlug !== '') && (
            <section aria-label="Questions" className="print:hidden">
              <h2 className="font-semibold text-lg">Questions</h2>
              <ul className="mt-2 grid gap-2">{order.parts.filter(({ sellerSlug }) => sellerSlug !== '').map(({ sellerSlug, sellerName }) => <li key={sellerSlug}><OpenThread small about={{ orderId: order.id, seller: sellerSlug }}>{`Message ${sellerName}`}</OpenThread></li>)}</ul>
            </section>
          )}
          {documents.length > 0 && (
            <section aria-label="Documents">
              <h2 className="font-semibold text-lg">Documents</h2>
              <ul className="mt-2 grid gap-1">{documents.map((one) => <li key={one.id}><a className="link text-[15px]" href={one.url}>{one.kind === 'invoice' ? 'Invoice' : 'Credit note'} {one.number}, {one.sellerName}</a></li>)}</ul>
            </section>
          )}
        </div>
      </div>
    </AccountFrame>
  );
}
