import { Boxes, Gauge, Inbox, Landmark, ListChecks, Package, PackagePlus, Receipt, RefreshCw, Scale, ScrollText, ShieldAlert, Store, Ticket } from 'lucide-react';
import type { ReactNode } from 'react';
import { PageShell } from '@/app/page-shell';
import { DashboardShell } from '@/ui/shell/dashboard-shell';

const ITEMS = [
  { href: '/admin', label: 'Today', icon: Gauge },
  { href: '/admin/orders', label: 'Orders', icon: Receipt },
  { href: '/admin/disputes', label: 'Disputes', icon: ShieldAlert },
  { href: '/admin/sellers', label: 'Sellers', icon: Store },
  { href: '/admin/payouts', label: 'Payouts', icon: Landmark },
  { href: '/admin/products', label: 'Products', icon: Package },
  { href: '/admin/bundles', label: 'Bundles', icon: Boxes },
  { href: '/admin/coupons', label: 'Coupons', icon: Ticket },
  { href: '/admin/ingest', label: 'Ingest', icon: PackagePlus },
  { href: '/admin/webhooks', label: 'Webhooks', icon: Inbox },
  { href: '/admin/jobs', label: 'Jobs', icon: ListChecks },
  { href: '/admin/books', label: 'Books', icon: Scale },
  { href: '/admin/reconciliation', label: 'Reconciliation', icon: RefreshCw },
  { href: '/admin/audit', label: 'Audit log', icon: ScrollText },
];

/** The frame of the admins' pages. */
export function AdminFrame({ current, children }: { current: string; children: ReactNode }) {
  return (
    <PageShell footer={false}>
      <DashboardShell label="Admin" items={ITEMS} current={current}>{children}</DashboardShell>
    </PageShell>
  );
}
