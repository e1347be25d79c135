import type { Metadata } from 'next';
import { NewCoupon } from '@/app/_coupons/coupon-form';
import { CouponTable } from '@/app/_coupons/coupon-table';
import { requireAdmin } from '@/app/require-viewer';
import { ListPlatformCouponsInput } from '@/shared/contracts/coupons';
import { ListPages } from '@/ui/list-pages';
import { EmptyState } from '@/ui/states';
import { AdminFrame } from '../admin-frame';

export const metadata: Metadata = { title: 'Coupons' };

/** What the platform gives to everybody's buyers. */
export default async function AdminCouponsPage({ searchParams }: { searchParams: Promise<{ after?: string | string[] }> }) {
  const { api } = await requireAdmin('/admin/coupons');
  const parsed = ListPlatformCouponsInput.safeParse({ cursor: [(await searchParams).after].flat()[0] });
  const { items, nextCursor } = await api.admin.listCoupons(parsed.success ? parsed.data : {});
  return (
    <AdminFrame current="/admin/coupons">
      <h1 className="d3">Coupons</h1>
      <p className="text-ink-2 mt-1 max-w-[64ch]">The platform’s own: they hold for everybody’s goods, and the platform makes up to each seller what they take off.</p>
      <section className="mt-8" aria-labelledby="new"><h2 id="new" className="d4">A new one</h2><NewCoupon seller={null} /></section>
      <section className="mt-12" aria-labelledby="all">
        <h2 id="all" className="d4">All of them</h2>
        {items.length === 0 ? <div className="mt-4"><EmptyState title="No coupons yet" slug="coupons">Buyers type their code in the cart.</EmptyState></div> : (
          <>
            <CouponTable coupons={items} seller={null} mayChange />
            <div className="mt-8"><ListPages count={items.length} one="coupon" href="/admin/coupons" cursor={parsed.data?.cursor} nextCursor={nextCursor} /></div>
          </>
        )}
      </section>
    </AdminFrame>
  );
}
