import { RotateCcw, ShieldAlert } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { OpenThread } from '@/app/_messages/open-thread';
import { RefundDialog } from '@/app/refund-dialog';
import { allLeft, unshippedOf } from '@/app/refund-sum';
import { SellerOrderInput, type SellerOrder } from '@/shared/contracts/seller-orders';
import { countryName } from '@/shared/countries';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { Chip } from '@/ui/chip';
import { formatDateTime } from '@/ui/format';
import { FulfilmentChip } from '@/ui/order-status';
import { requireSeller } from '../../require-seller';
import { SellerFrame } from '../../seller-frame';
import { ShipBy } from '../ship-by';
import { OrderItems } from './order-items';
import { OrderReturns } from './order-returns';
import { OrderSums } from './order-sums';
import { Parcels } from './parcels';
import { ShipDialog } from './ship-dialog';

interface Props {
  params: Promise<{ seller: string; orderId: string }>;
}

/** The seller with its part of the order, read once for the page and its title. */
const read = cache(async (slug: string, orderId: string) => {
  const { api, seller } = await requireSeller(slug, `/orders/${orderId}`);
  const input = SellerOrderInput.safeParse({ seller: seller.slug, orderId });
  if (!input.success) notFound();
  const order = await api.fulfilment.byId(input.data).catch(asNotFoundPage);
  return { seller, order };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { seller, orderId } = await params;
  return { title: `Order ${(await read(seller, orderId)).order.number}` };
}

function Address({ address }: { address: NonNullable<SellerOrder['address']> }) {
  const { name, lines, country, phone } = address;
  return (
    <section aria-labelledby="to">
      <h2 id="to" className="font-semibold text-lg">Goes to</h2>
      <address className="mt-2 not-italic text-[15px] break-words">
        {[name, ...lines, countryName(country), phone].filter(Boolean).map((line) => <span key={line} className="block">{line}</span>)}
      </address>
    </section>
  );
}

/** A seller's part of an order, and what there is to do about it. */
export default async function SellerOrderPage({ params }: Props) {
  const { seller: slug, orderId } = await params;
  const { seller, order } = await read(slug, orderId);
  const toShip = order.items.flatMap((item) => (unshippedOf(item) > 0 && !order.isCalledOff ? [{ id: item.id, title: item.title, variantTitle: item.variantTitle, most: unshippedOf(item) }] : []));
  const isDecider = seller.role !== 'member';
  const canRefund = isDecider && !order.refundPending && !order.isCalledOff && (allLeft(order.items) > 0 || toShip.length > 0);
  return (
    <SellerFrame seller={seller} current="/orders">
      <Breadcrumbs trail={[{ href: `/seller/${seller.slug}/orders`, label: 'Orders' }]} />
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <h1 className="d3">{order.number}</h1>
        <FulfilmentChip fulfilment={order.fulfilment} />
        {order.refundPending && <Chip tone="warn" icon={RotateCcw}>Refund under way</Chip>}
        {order.isDisputed && <Chip tone="danger" icon={ShieldAlert}>Disputed</Chip>}
      </div>
      <p className="mt-1 text-ink-2 break-words">{[order.buyerName, order.organizationName && `for ${order.organizationName}`].filter(Boolean).join(', ')}. Paid {formatDateTime(order.paidAt)}.</p>
      {order.shipBy && toShip.length > 0 && <p className="mt-1 text-[15px] flex flex-wrap items-center gap-1">To be on its way by <ShipBy shipBy={order.shipBy} isOverdue={order.isOverdue} /></p>}
      {order.isDisputed && <p className="mt-3 text-[15px] max-w-[64ch] text-pretty">The buyer’s bank has taken money of this order back. The shop answers for you with parcels, downloads and mail; keep your receipts from the carrier{toShip.length > 0 && ', and ask the shop before you ship more of it'}.</p>}
      {order.isCalledOff && <p className="mt-3 text-[15px]">All of this order was given back; nothing of it is to be shipped.</p>}
      <div className="mt-5 flex flex-wrap gap-2">
        {toShip.length > 0 && <ShipDialog seller={seller.slug} orderId={order.orderId} items={toShip} />}
        {canRefund && <RefundDialog seller={seller.slug} order={{ id: order.orderId, number: order.number, currency: order.currency, items: order.items }} />}
        <OpenThread about={{ orderId: order.orderId, seller: seller.slug }} base={`/seller/${seller.slug}/messages`}>Message the buyer</OpenThread>
      </div>
      <div className="mt-8 grid gap-10 lg:grid-cols-[minmax(0,1fr)_320px] lg:gap-12">
        <div className="min-w-0 grid gap-10 content-start">
          <OrderItems order={order} />
          <OrderReturns seller={seller.slug} order={order} isDecider={isDecider} />
          {order.fulfilment !== 'none' && <Parcels seller={seller.slug} order={order} />}
        </div>
        <div className="grid gap-10 content-start">
          {order.address && <Address address={order.address} />}
          <OrderSums order={order} payoutsHref={isDecider ? `/seller/${seller.slug}/payouts` : null} />
        </div>
      </div>
    </SellerFrame>
  );
}
