import { creditWord, sumWord } from '@/app/paid-words';
import { LICENSE_WORDS } from '@/shared/product-words';
import { recurringText } from '@/shared/recurring-text';
import type { OrderDetail } from '@/shared/contracts/orders';
import { OwnChip } from '@/ui/chip';
import { ProductCover } from '@/ui/covers/product-cover';
import { ProductPhoto } from '@/ui/product-photo';
import { formatMoney } from '@/ui/format';

/** "$29 a month", of what is paid again. */
function termsOf({ interval, trialDays, recurringMinor }: OrderDetail['items'][number], currency: string): string | null {
  return interval && recurringMinor !== null ? recurringText({ amountMinor: recurringMinor, currency, interval, trialDays }) : null;
}

function noteOf({ sellerName, kind, variantTitle, license, version, bundleTitle, canceledQuantity }: OrderDetail['items'][number]): string {
  const form = kind === 'download' ? `${LICENSE_WORDS[license ?? 'personal']?.name} licence${version ? `, version ${version} on the day` : ''}` : variantTitle;
  return [sellerName, form, bundleTitle && `part of ${bundleTitle}`, canceledQuantity > 0 && `${canceledQuantity} canceled`].filter(Boolean).join('. ');
}

/** The order as a receipt: each item at its list price, what is taken off and added, and the sum. */
export function OrderSums({ order }: { order: OrderDetail }) {
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency);
  const rows = [
    order.discountMinor > 0 && { word: 'Discount', value: `−${money(order.discountMinor)}` },
    order.shippingMinor > 0 && { word: 'Shipping', value: money(order.shippingMinor) },
    order.taxMinor > 0 && { word: 'Tax', value: money(order.taxMinor) },
    order.creditMinor > 0 && { word: creditWord(order), value: `−${money(order.creditMinor)}` },
  ].filter((row) => row !== false);
  return (
    <section aria-label="Items" className="panel max-w-[720px] px-5 lg:px-6 pt-2 pb-5">
      <ul>
        {order.items.map((item) => (
          <li key={item.id} className="flex items-start gap-4 py-4 border-b border-line">
            {item.image ? <ProductPhoto image={{ ...item.image, alt: '' }} sizes="56px" className="size-14" /> : <ProductCover slug={item.productSlug} kind={item.productType} className="size-14" />}
            <div className="min-w-0 flex-1">
              <p className="font-semibold text-[15px] leading-5">{item.quantity > 1 && `${item.quantity} × `}<a className="hover:underline underline-offset-3" href={`/marketplace/${item.productSlug}`}>{item.title}</a></p>
              <p className="text-sm text-ink-2">{noteOf(item)}</p>
              {item.interval && <p className="text-sm text-ink-2">{order.isRenewal ? 'Renewal or change of ' : ''}{termsOf(item, order.currency)}</p>}
              {item.live && <div className="mt-1.5"><OwnChip /></div>}
            </div>
            <p className="font-medium text-[15px] whitespace-nowrap">{money(item.unitPriceMinor * item.quantity)}</p>
          </li>
        ))}
      </ul>
      <dl className="grid grid-cols-[1fr_auto] gap-y-2 pt-4 text-[15px] [&_dd]:pl-4">
        {rows.length > 0 && <><dt className="text-ink-2">Subtotal</dt><dd className="text-right">{money(order.subtotalMinor)}</dd></>}
        {rows.map(({ word, value }) => <div key={word} className="contents"><dt className="text-ink-2">{word}</dt><dd className="text-right">{value}</dd></div>)}
        <dt className="border-t border-ink mt-2 pt-3 font-semibold text-xl">{sumWord(order)}</dt><dd className="border-t border-ink mt-2 pt-3 font-semibold text-xl text-right">{money(order.totalMinor)}</dd>
        {order.refundedMinor > 0 && <><dt className="text-ink-2">Given back</dt><dd className="text-right">−{money(order.refundedMinor)}</dd></>}
      </dl>
    </section>
  );
}
