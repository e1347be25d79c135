import { CalendarX2, CreditCard, ReceiptText } from 'lucide-react';
import type { ProductDetail } from '@/shared/contracts/catalog';
import { ProductCover } from '@/ui/covers/product-cover';
import { SubscribePanel } from './subscribe-panel';

const FACTS = [
  { icon: CalendarX2, name: 'Cancel any time', text: 'It runs to the end of what is paid, and no longer.' },
  { icon: CreditCard, name: 'Paid on Stripe’s page', text: 'We never see the card.' },
  { icon: ReceiptText, name: 'A receipt each time', text: 'With its invoice, in your orders.' },
];

/** Something paid again and again: what it is on the left, its plans and the act on the right. */
export function SubscriptionPage({ product }: { product: ProductDetail }) {
  return (
    <div className="grid lg:grid-cols-[minmax(0,1fr)_384px] lg:grid-rows-[auto_1fr] gap-x-16 mt-2 lg:mt-4">
      <header className="lg:row-start-1">
        <h1 className="d1">{product.title}</h1>
        <p className="mt-4 text-lg text-ink-2 max-w-[46ch]">{product.summary}</p>
        <p className="mt-4 text-[15px] text-ink-2">By <a className="link" href={`/sellers/${product.sellerSlug}`}>{product.sellerName}</a></p>
      </header>
      <aside className="lg:col-start-2 lg:row-start-1 lg:row-span-2 max-lg:mt-6" aria-label="Subscribe">
        <div className="lg:sticky lg:top-6">
          <ProductCover slug={product.slug} kind={product.type} title={`Cover of ${product.title}`} className="aspect-[16/9]" />
          <SubscribePanel product={{ id: product.id, variants: product.variants }} />
          <ul className="mt-5 border-t border-line pt-4 grid gap-2.5 text-sm text-ink-2">
            {FACTS.map(({ icon: Icon, name, text }) => (
              <li key={name} className="flex gap-2.5 items-start"><Icon className="ic mt-px" aria-hidden="true" /><span><strong className="font-semibold text-ink">{name}.</strong> {text}</span></li>
            ))}
          </ul>
        </div>
      </aside>
      <section className="lg:row-start-2 min-w-0 mt-8 lg:mt-10" aria-label={`About ${product.title}`}>
        {/* Sanitised by catalog/render-markdown: no script, style, id or handler is left. */}
        <div className="prose" dangerouslySetInnerHTML={{ __html: product.descriptionHtml || '<p>No description yet.</p>' }} />
      </section>
    </div>
  );
}
