import { Building2, CreditCard, KeyRound, Receipt, ShieldCheck, Terminal } from 'lucide-react';
import type { ReactNode } from 'react';
import { PageShell } from '@/app/page-shell';
import { DashboardShell } from '@/ui/shell/dashboard-shell';

const ITEMS = [
  { href: '/account/keys', label: 'Keys', icon: KeyRound },
  { href: '/account/orders', label: 'Orders', icon: Receipt },
  { href: '/account/billing', label: 'Billing', icon: CreditCard },
  { href: '/account/organizations', label: 'Organizations', icon: Building2 },
  { href: '/account/tokens', label: 'Tokens', icon: Terminal },
  { href: '/account/security', label: 'Security', icon: ShieldCheck },
];

/** The frame of a person's own pages. */
export function AccountFrame({ current, children }: { current: string; children: ReactNode }) {
  return (
    <PageShell footer={false}>
      <DashboardShell label="Account" items={ITEMS} current={current}>{children}</DashboardShell>
    </PageShell>
  );
}
