import type { ReactNode } from 'react';
import { PageShell } from '@/app/page-shell';
import { DashboardShell } from '@/ui/shell/dashboard-shell';
import { SELLER_PAGES, type SellerPageName } from './seller-pages';

/** The frame of a seller's pages; `current` is the open one's address below the seller's own. */
export function SellerFrame({ seller, current, children }: { seller: { slug: string; name: string }; current: SellerPageName; children: ReactNode }) {
  const home = `/seller/${seller.slug}`;
  const items = SELLER_PAGES.map(({ page, label, icon }) => ({ href: `${home}${page}`, label, icon }));
  return (
    <PageShell footer={false} current="/seller">
      <DashboardShell label={seller.name} items={items} current={`${home}${current}`}>{children}</DashboardShell>
    </PageShell>
  );
}
