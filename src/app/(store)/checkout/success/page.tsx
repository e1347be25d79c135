import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageShell } from '@/app/page-shell';
import { requireViewer } from '@/app/require-viewer';
import { OrderId } from '@/shared/contracts/orders';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { OrderOutcome } from './order-outcome';

export const metadata: Metadata = { title: 'Your order', robots: { index: false } };

interface Props {
  searchParams: Promise<{ order?: string | string[] }>;
}

/** Where Stripe sends the buyer back to: says how the order stands, and goes on saying it until that is settled. */
export default async function SuccessPage({ searchParams }: Props) {
  const orderId = [(await searchParams).order].flat()[0] ?? '';
  if (!OrderId.safeParse(orderId).success) notFound();
  const { api } = await requireViewer(`/checkout/success?order=${orderId}`);
  const order = await api.orders.byId({ orderId }).catch(asNotFoundPage);
  return (
    <PageShell>
      <div className="wrap pt-8 lg:pt-16"><OrderOutcome initial={order} /></div>
    </PageShell>
  );
}
