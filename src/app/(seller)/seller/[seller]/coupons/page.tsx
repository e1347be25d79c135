import type { Metadata } from 'next';
import { NewCoupon } from '@/app/_coupons/coupon-form';
import { CouponTable } from '@/app/_coupons/coupon-table';
import { ListCouponsInput } from '@/shared/contracts/coupons';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { requireSeller } from '../require-seller';
import { SellerFrame } from '../seller-frame';

export const metadata: Metadata = { title: 'Coupons' };

interface Props {
  params: Promise<{ seller: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
}

/** What the seller gives away, and how often it was taken. */
export default async function SellerCouponsPage({ params, searchParams }: Props) {
  const { api, seller } = await requireSeller((await params).seller, '/coupons');
  const parsed = ListCouponsInput.safeParse({ seller: seller.slug, cursor: [(await searchParams).after].flat()[0] });
  const { items, nextCursor } = await api.coupons.list(parsed.success ? parsed.data : { seller: seller.slug });
  const mayChange = seller.role !== 'member';
  return (
    <SellerFrame seller={seller} current="/coupons">
      <h1 className="d3">Coupons</h1>
      <p className="text-ink-2 mt-1 max-w-[64ch]">Taken off your own goods, out of your share. They do not reduce bundles, and an order takes one.</p>
      {mayChange && <section className="mt-8" aria-labelledby="new"><h2 id="new" className="d4">A new one</h2><NewCoupon seller={seller.slug} /></section>}
      <section className="mt-12" aria-labelledby="all">
        <h2 id="all" className="d4">All of them</h2>
        {items.length === 0 ? <div className="mt-4"><EmptyState title="No coupons yet" slug="coupons">Buyers type their code in the cart.</EmptyState></div> : (
          <>
            <CouponTable coupons={items} seller={seller.slug} mayChange={mayChange} />
            <div className="mt-8"><ListPages count={items.length} one="coupon" href={`/seller/${seller.slug}/coupons`} cursor={parsed.data?.cursor} nextCursor={nextCursor} /></div>
          </>
        )}
      </section>
    </SellerFrame>
  );
}
