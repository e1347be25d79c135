import type { OrderDetail, OrderPartView, ReturnView, ShipmentView } from '@/shared/contracts/orders';
import { dateText, type Formats } from '@/shared/moment-text';
import { FulfilmentChip } from '@/ui/order-status';
import { AskReturn } from './ask-return';
import type { ChoosableItem } from './unit-choice';
import { WithdrawReturn } from './withdraw-return';

type Item = OrderDetail['items'][number];

const RETURN_WORDS: Record<ReturnView['status'], string> = {
  requested: 'asked for; the seller has not answered yet',
  approved: 'accepted; send the parcel to the seller',
  declined: 'declined',
  received: 'received by the seller',
  withdrawn: 'withdrawn',
};

/** "2 × Runner, 42; Cap" */
function unitWords(units: readonly { itemId: string; quantity: number }[], items: readonly Item[]): string {
  return units
    .map(({ itemId, quantity }) => {
      const item = items.find(({ id }) => id === itemId);
      const name = [item?.title, item?.variantTitle].filter(Boolean).join(', ');
      return quantity > 1 ? `${quantity} × ${name}` : name;
    })
    .join('; ');
}

/** Why nothing was refunded with a return. */
function withoutMoney({ items: back }: ReturnView, items: readonly Item[]): string {
  const isPaidBack = back.every(({ itemId }) => items.some(({ id, totalMinor, refundedMinor }) => id === itemId && refundedMinor >= totalMinor));
  return isPaidBack ? 'all its money has gone back to you apart from it' : 'no money goes back with it';
}

/** Units that were shipped and are not in a return that stands. */
function returnable(items: readonly Item[], { sellerSlug, returns }: OrderPartView): ChoosableItem[] {
  const standing = returns.filter(({ status }) => status === 'requested' || status === 'approved' || status === 'received').flatMap((one) => one.items);
  return items.flatMap(({ id, title, variantTitle, kind, sellerSlug: seller, shippedQuantity }) => {
    const most = shippedQuantity - standing.filter(({ itemId }) => itemId === id).reduce((sum, { quantity }) => sum + quantity, 0);
    return kind === 'physical' && seller === sellerSlug && most > 0 ? [{ id, title, variantTitle, most }] : [];
  });
}

/** Goods of this seller that are still to be sent. */
function unshipped(items: readonly Item[], { sellerSlug }: OrderPartView): { itemId: string; quantity: number }[] {
  return items.flatMap(({ id, kind, sellerSlug: seller, quantity, shippedQuantity, canceledQuantity }) => {
    const left = quantity - shippedQuantity - canceledQuantity;
    return kind === 'physical' && seller === sellerSlug && left > 0 ? [{ itemId: id, quantity: left }] : [];
  });
}

function Parcel({ parcel, items, formats }: { parcel: ShipmentView; items: readonly Item[]; formats: Formats }) {
  const { carrier, trackingNumber, trackingUrl, shippedAt, deliveredAt } = parcel;
  return (
    <li className="py-3 border-b border-line text-[15px]">
      <p className="font-medium">{unitWords(parcel.items, items)}</p>
      <p className="text-sm text-ink-2">
        {deliveredAt ? `Delivered ${dateText(deliveredAt, formats)}` : `Sent ${dateText(shippedAt, formats)}`} with {carrier}
        {trackingNumber && <>, <span className="mono break-all">{trackingNumber}</span></>}
      </p>
      {trackingUrl && <a className="link text-sm" href={trackingUrl} rel="noreferrer">Follow the parcel</a>}
    </li>
  );
}

/** Where each seller's parcels are, and what may be sent back. */
export function OrderParts({ order, formats }: { order: OrderDetail; formats: Formats }) {
  const shipped = order.parts.filter(({ fulfilment }) => fulfilment !== 'none');
  if (!order.paidAt || shipped.length === 0) return null;
  return (
    <section aria-label="Parcels" className="mt-10">
      <h2 className="font-semibold text-lg">Parcels</h2>
      <div className="mt-3 grid gap-8">
        {shipped.map((part) => {
          const back = returnable(order.items, part);
          const waiting = unshipped(order.items, part);
          const isOpen = part.returns.some(({ status }) => status === 'requested' || status === 'approved');
          return (
            <div key={part.sellerSlug || part.sellerName}>
              <div className="flex flex-wrap items-center gap-3 pb-2 border-b border-ink">
                <h3 className="font-semibold text-[15px]">{part.sellerName}</h3>
                <FulfilmentChip fulfilment={part.fulfilment} />
                {part.shipBy && ['unshipped', 'partially_shipped'].includes(part.fulfilment) && <span className="text-sm text-ink-2">Ships by {dateText(part.shipBy, formats)}</span>}
              </div>
              {waiting.length > 0 && <p className="py-3 border-b border-line text-[15px]">{unitWords(waiting, order.items)}<span className="block text-sm text-ink-2">Not on its way yet. We write to you when it is.</span></p>}
              <ul>{part.shipments.map((parcel) => <Parcel formats={formats} key={parcel.id} parcel={parcel} items={order.items} />)}</ul>
              {part.returns.map((one) => (
                <div key={one.id} className="py-3 border-b border-line text-[15px] flex flex-wrap gap-x-4 gap-y-2 items-center justify-between">
                  <div className="min-w-0">
                    <p>Return of {unitWords(one.items, order.items)}: {RETURN_WORDS[one.status]}{one.status === 'received' && !one.hasRefund && `; ${withoutMoney(one, order.items)}`}.</p>
                    {one.answer && <p className="text-sm text-ink-2">“{one.answer}”</p>}
                  </div>
                  {order.isBuyer && (one.status === 'requested' || one.status === 'approved') && <WithdrawReturn returnId={one.id} />}
                </div>
              ))}
              {order.isBuyer && back.length > 0 && !isOpen && part.sellerSlug && <div className="mt-3"><AskReturn orderId={order.id} seller={{ slug: part.sellerSlug, name: part.sellerName }} items={back} /></div>}
            </div>
          );
        })}
      </div>
    </section>
  );
}
