'use client';

import { useEffect, useState } from 'react';
import { paidWords } from '@/app/paid-words';
import type { KeyView } from '@/shared/contracts/entitlements';
import type { OrderView } from '@/shared/contracts/orders';
import { api } from '@/trpc/browser';
import { LinkButton } from '@/ui/button';
import { ProductCover } from '@/ui/covers/product-cover';
import { ProductPhoto } from '@/ui/product-photo';
import { formatMoney } from '@/ui/format';
import { Spinner } from '@/ui/spinner';
import { KeyPanel } from '../../_parts/key-panel';
import { refreshKeys } from '../../_parts/owned';

const ASK_AGAIN_MS = 1_500;
const SETTLED = new Set(['paid', 'partially_refunded', 'refunded', 'failed', 'expired', 'canceled']);

const SETTLED_PAID = new Set(['paid', 'partially_refunded']);

interface Words {
  title: string;
  text: string;
}

/** What comes next of what was bought. */
function handedOver({ items }: OrderView): string {
  const hasGoods = items.some(({ kind }) => kind === 'physical');
  const hasKeys = items.some(({ live }) => live);
  if (hasGoods && hasKeys) return 'The keys work now; we write again when a parcel is on its way.';
  return hasGoods ? 'We write again when the parcel is on its way.' : '';
}

function wordsFor(order: OrderView, late: boolean): Words {
  const total = formatMoney(order.totalMinor, order.currency);
  switch (order.status) {
    case 'paid':
    case 'partially_refunded':
      return { title: order.totalMinor + order.creditMinor === 0 ? 'It is yours' : 'Paid, and yours', text: [paidWords(order, order.items), 'The receipt is in your mail.', handedOver(order)].filter(Boolean).join(' ') };
    case 'awaiting_payment':
      return { title: 'Your bank is still moving the money', text: `We hold ${order.number} for you. When the ${total} arrive, we hand everything over and write to you. You can close this page.` };
    case 'failed':
      return { title: 'The payment failed', text: 'Nothing was charged, and nothing was handed over. You can try again with another way to pay.' };
    case 'expired':
    case 'canceled':
      return { title: 'This order was closed before it was paid', text: 'Nothing was charged.' };
    case 'refunded':
      return { title: 'This order was given back', text: `${total} went back to where it came from.` };
    case 'pending':
      return late
        ? { title: 'Stripe has not told us yet', text: `We keep asking about ${order.number}. If you paid, everything is yours as soon as we hear; if you did not, nothing was charged. You can close this page: we write to you.` }
        : { title: 'Waiting for word of the payment', text: 'This takes a few seconds. We ask Stripe ourselves; you need not pay again.' };
  }
}

/** Asks how the order stands until it is settled. A lost connection is no news: it asks again. */
function useOrder(initial: OrderView): { order: OrderView; asked: number } {
  const [order, setOrder] = useState(initial);
  const [asked, setAsked] = useState(0);
  const settled = SETTLED.has(order.status);
  useEffect(() => {
    if (settled) return undefined;
    const timer = setTimeout(() => {
      api.orders.checkoutStatus.query({ orderId: initial.id }).then(setOrder, () => undefined).finally(() => setAsked((count) => count + 1));
    }, asked === 0 ? 300 : ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [asked, settled, initial.id]);
  return { order, asked };
}

/** The order's state in words, and, once paid, the keys themselves. */
export function OrderOutcome({ initial }: { initial: OrderView }) {
  const { order, asked } = useOrder(initial);
  const [keys, setKeys] = useState<KeyView[]>([]);
  const open = order.items.some(({ live }) => live);
  useEffect(() => {
    if (!open) return;
    refreshKeys();
    api.entitlements.list.query().then((all) => setKeys(all.filter(({ orderId }) => orderId === order.id)), () => undefined);
  }, [open, order.id]);
  const { title, text } = wordsFor(order, asked > 12);
  const waiting = !SETTLED.has(order.status) && order.status !== 'awaiting_payment';
  return (
    <div className="grid lg:grid-cols-12 gap-x-8 gap-y-8">
      <div className="lg:col-span-6" role="status">
        <p className="lab">Order {order.number}</p>
        <h1 className="d2 mt-1 flex items-center gap-3">{title}{waiting && <Spinner />}</h1>
        <p className="mt-4 text-lg text-ink-2 max-w-[46ch]">{text}</p>
        <div className="mt-6 flex flex-wrap gap-2">
          {open && <LinkButton href="/account/keys">All your keys</LinkButton>}
          {order.status === 'pending' && order.checkoutUrl && asked > 2 && <LinkButton href={order.checkoutUrl}>Back to Stripe’s page</LinkButton>}
          {['failed', 'expired', 'canceled'].includes(order.status) && <LinkButton href={`/marketplace/${order.items[0]?.productSlug ?? ''}`} tone="ink">Back to the product</LinkButton>}
          <LinkButton href={`/account/orders/${order.id}`} tone="text">See the order</LinkButton>
        </div>
      </div>
      <ul className="lg:col-span-5 lg:col-start-8 grid grid-cols-[minmax(0,1fr)] gap-6">
        {order.items.map((item) => {
          const key = keys.find(({ slug }) => slug === item.productSlug);
          return (
            <li key={item.id}>
              <div className="flex items-center gap-4">{item.image ? <ProductPhoto image={{ ...item.image, alt: '' }} sizes="80px" className="size-20" /> : <ProductCover slug={item.productSlug} kind={item.productType} className="size-20" />}<div className="min-w-0"><p className="font-semibold text-lg leading-6">{item.title}</p><p className="text-sm text-ink-2">{[item.sellerName, item.variantTitle, item.quantity > 1 && `${item.quantity} pieces`].filter(Boolean).join(', ')}</p>{item.kind === 'physical' && SETTLED_PAID.has(order.status) && <p className="text-sm text-ink-2">Comes by parcel</p>}</div></div>
              {item.interval && SETTLED_PAID.has(order.status) && <p className="mt-3 text-sm"><a className="link" href="/account/billing">Your subscriptions</a></p>}
              {key && item.interval === null && <div className="mt-4"><KeyPanel keyView={key} fresh /></div>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
