import { Boxes, Dices, Gauge, Landmark, LayoutDashboard, Package, ReceiptText, Settings, Ticket, Truck } from 'lucide-react';
import type { ReactNode } from 'react';
import { PageShell } from '@/app/page-shell';
import { DashboardShell } from '@/ui/shell/dashboard-shell';

const PAGES = [
  { page: '', label: 'Overview', icon: LayoutDashboard },
  { page: '/products', label: 'Products', icon: Package },
  { page: '/platforms', label: 'APIs', icon: Gauge },
  { page: '/stock', label: 'Stock', icon: Boxes },
  { page: '/drops', label: 'Drops', icon: Dices },
  { page: '/orders', label: 'Orders', icon: ReceiptText },
  { page: '/payouts', label: 'Payouts', icon: Landmark },
  { page: '/coupons', label: 'Coupons', icon: Ticket },
  { page: '/shipping', label: 'Shipping', icon: Truck },
  { page: '/settings', label: 'Settings', icon: Settings },
] as const;

export type SellerPageName = (typeof PAGES)[number]['page'];

/** The frame of a seller's pages; `current` is the open one's address below the seller's own. */
export function SellerFrame({ seller, current, children }: { seller: { slug: string; name: string }; current: SellerPageName; children: ReactNode }) {
  const home = `/seller/${seller.slug}`;
  const items = PAGES.map(({ page, label, icon }) => ({ href: `${home}${page}`, label, icon }));
  return (
    <PageShell footer={false} current="/seller">
      <DashboardShell label={seller.name} items={items} current={`${home}${current}`}>{children}</DashboardShell>
    </PageShell>
  );
}
