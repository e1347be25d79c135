import type { ReactNode } from 'react';
import { PageShell } from '@/app/page-shell';
import { DashboardShell } from '@/ui/shell/dashboard-shell';
import { ACCOUNT_PAGES } from './account-pages';

/** The frame of a person's own pages. */
export function AccountFrame({ current, children }: { current: string; children: ReactNode }) {
  return (
    <PageShell footer={false}>
      <DashboardShell label="Account" items={ACCOUNT_PAGES} current={current}>{children}</DashboardShell>
    </PageShell>
  );
}
