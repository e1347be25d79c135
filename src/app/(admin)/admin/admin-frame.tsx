import type { ReactNode } from 'react';
import { PageShell } from '@/app/page-shell';
import { DashboardShell } from '@/ui/shell/dashboard-shell';
import { ADMIN_PAGES } from './admin-pages';

/** The frame of the admins' pages. */
export function AdminFrame({ current, children }: { current: string; children: ReactNode }) {
  return (
    <PageShell footer={false}>
      <DashboardShell label="Admin" items={ADMIN_PAGES} current={current}>{children}</DashboardShell>
    </PageShell>
  );
}
