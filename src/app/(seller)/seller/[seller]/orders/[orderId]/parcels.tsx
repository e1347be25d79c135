import { PackageCheck, Truck } from 'lucide-react';
import type { SellerOrder, SellerOrderItem } from '@/shared/contracts/seller-orders';
import { Chip } from '@/ui/chip';
import { formatDateTime } from '@/ui/format';
import { MarkDelivered } from './mark-delivered';

/** "2 × Runner, 42; Cap" */
export function unitsText(units: readonly { itemId: string; quantity: number }[], items: readonly SellerOrderItem[]): string {
  return units
    .map(({ itemId, quantity }) => {
      const item = items.find(({ id }) => id === itemId);
      const name = [item?.title, item?.variantTitle].filter(Boolean).join(', ');
      return quantity > 1 ? `${quantity} × ${name}` : name;
    })
    .join('; ');
}

/** What is on its way, and what arrived. */
export function Parcels({ seller, order }: { seller: string; order: SellerOrder }) {
  return (
    <section aria-labelledby="parcels">
      <h2 id="parcels" className="font-semibold text-lg">Parcels</h2>
      {order.shipments.length === 0 ? <p className="mt-2 text-[15px] text-ink-2">None yet{order.shippingName && `; the buyer chose ${order.shippingName}`}.</p> : (
        <ul className="mt-3 border-t border-ink">
          {order.shipments.map(({ id, carrier, trackingNumber, trackingUrl, shippedAt, deliveredAt, items }, index) => (
            <li key={id} className="py-3 border-b border-line flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-[15px]">
              <div className="min-w-0">
                <p className="font-medium">{unitsText(items, order.items)}</p>
                <p className="text-sm text-ink-2">{carrier}{trackingNumber && <>, <span className="mono break-all">{trackingNumber}</span></>}. Sent {formatDateTime(shippedAt)}{deliveredAt && `, delivered ${formatDateTime(deliveredAt)}`}.</p>
                {trackingUrl && <a className="link text-sm" href={trackingUrl} rel="noreferrer">Follow the parcel</a>}
              </div>
              {deliveredAt ? <Chip tone="ok" icon={PackageCheck}>Delivered</Chip> : <span className="flex flex-wrap items-center gap-2"><Chip icon={Truck}>On its way</Chip><MarkDelivered seller={seller} shipmentId={id} label={`Parcel ${index + 1} has arrived`} /></span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
