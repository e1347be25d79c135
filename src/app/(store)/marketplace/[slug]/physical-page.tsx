import { CalendarClock, PackageCheck, RotateCcwIcon, type LucideIcon } from 'lucide-react';
import type { ProductDetail } from '@/shared/contracts/catalog';
import { CONDITION_WORDS } from '@/shared/product-words';
import { formatPlural } from '@/ui/format';
import { DropPanel } from '../../_parts/drop-panel';
import { Gallery } from './gallery';
import { GoodsPanel } from './goods-panel';
import { countryName, ShippingTable } from './shipping-table';

function factsOf({ handlingDays, shipsFrom, condition, sellerName }: ProductDetail): { icon: LucideIcon; name: string; text: string }[] {
  const from = shipsFrom === null ? '' : ` from ${countryName(shipsFrom)}`;
  return [
    { icon: CalendarClock, name: handlingDays === 0 ? 'Ships the same day' : `Ships within ${formatPlural(handlingDays ?? 0, 'day')}`, text: `${sellerName} sends it${from}; tracking comes by mail.` },
    { icon: PackageCheck, name: condition === 'used' ? 'Used' : 'New', text: condition === 'used' ? 'Worn before; the pictures and the text below are of this very pair or piece.' : 'Never worn or used, as it left its maker.' },
    { icon: RotateCcwIcon, name: 'Returns', text: 'Ask on the order’s page. The refund goes back to the card that paid.' },
  ];
}

/** Goods: pictures on the left, sizes with what is left of them and the act on the right. */
export function PhysicalPage({ product }: { product: ProductDetail }) {
  const { id, slug, title, type, variants, shipping, sellerName, sellerSlug, brand, condition } = product;
  return (
    <>
      <div className="grid lg:grid-cols-12 gap-x-8 gap-y-8 mt-2 lg:mt-4">
        <div className="lg:col-span-7 min-w-0"><Gallery images={product.images} slug={slug} type={type} title={title} /></div>
        <div className="lg:col-span-5 lg:pl-8 min-w-0">
          <h1 className="d2 break-words">{title}</h1>
          <p className="text-ink-2 mt-2 text-lg">{brand && brand !== sellerName && <>{brand}, sold by </>}<a className="link" href={`/sellers/${sellerSlug}`}>{sellerName}</a>. {condition && CONDITION_WORDS[condition]}</p>
          <GoodsPanel product={{ id, slug, title, variants }} />
          <DropPanel productSlug={slug} />
          <dl className="mt-7 border-t border-line text-[15px]">
            {factsOf(product).map(({ icon: Icon, name, text }) => (
              <div key={name} className="grid grid-cols-[18px_1fr] gap-x-3 py-3.5 border-b border-line">
                <dt className="contents"><Icon className="ic mt-[3px] text-ink-2" aria-hidden="true" /><span className="font-semibold">{name}</span></dt>
                <dd className="text-ink-2 text-sm col-start-2">{text}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
      <div className="grid lg:grid-cols-12 gap-x-8 gap-y-12 mt-16 lg:mt-24">
        <section className="lg:col-span-7 min-w-0" aria-labelledby="about">
          <h2 id="about" className="d3">{product.summary || `About ${title}`}</h2>
          {/* Sanitised by catalog/render-markdown: no script, style, id or handler is left. */}
          {product.descriptionHtml && <div className="prose mt-4" dangerouslySetInnerHTML={{ __html: product.descriptionHtml }} />}
          {product.tags.length > 0 && (
            <ul className="mt-8 flex flex-wrap gap-2" aria-label="Tags">
              {product.tags.map((tag) => <li key={tag}><a className="chip chip-mute chip-plain hover:text-ink" href={`/marketplace?tag=${encodeURIComponent(tag)}`}>{tag}</a></li>)}
            </ul>
          )}
        </section>
        <section className="lg:col-span-5 lg:pl-8" aria-labelledby="shipping">
          <h2 id="shipping" className="d3">What shipping costs</h2>
          <ShippingTable offers={shipping} seller={sellerName} />
          {shipping.length > 0 && <p className="mt-3 text-sm text-ink-2">Things of {sellerName} in one order share parcels. The cart shows the sum before you pay.</p>}
        </section>
      </div>
    </>
  );
}
