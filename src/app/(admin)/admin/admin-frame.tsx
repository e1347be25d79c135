import { Inbox, PackagePlus, Receipt, Store } from 'lucide-react';
import type { ReactNode } from 'react';
import { PageShell } from '@/app/page-shell';
import { DashboardShell } from '@/ui/shell/dashboard-shell';

const ITEMS = [
  { href: '/admin/orders', label: 'Orders', icon: Receipt },
  { href: '/admin/sellers', label: 'Sellers', icon: Store },
  { href: '/admin/ingest', label: 'Ingest', icon: PackagePlus },
  { href: '/admin/webhooks', label: 'Webhooks', icon: Inbox },
];

/** The frame of the admins' pages. */
export function AdminFrame({ current, children }: { current: string; children: ReactNode }) {
  return (
    <PageShell footer={false}>
      <DashboardShell label="Admin" items={ITEMS} current={current}>{children}</DashboardShell>
    </PageShell>
  );
}
