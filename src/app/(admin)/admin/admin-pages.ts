import { Boxes, ChartColumn, Flag, FlaskConical, Gauge, Inbox, Landmark, ListChecks, Package, PackagePlus, Receipt, RefreshCw, Scale, ScrollText, Settings, ShieldAlert, SquareTerminal, Store, Ticket, UsersRound } from 'lucide-react';

/** The admins' pages, as their navigation lists them. */
export const ADMIN_PAGES = [
  { href: '/admin', label: 'Today', icon: Gauge },
  { href: '/admin/analytics', label: 'Analytics', icon: ChartColumn },
  { href: '/admin/orders', label: 'Orders', icon: Receipt },
  { href: '/admin/disputes', label: 'Disputes', icon: ShieldAlert },
  { href: '/admin/users', label: 'Users', icon: UsersRound },
  { href: '/admin/sellers', label: 'Sellers', icon: Store },
  { href: '/admin/payouts', label: 'Payouts', icon: Landmark },
  { href: '/admin/products', label: 'Products', icon: Package },
  { href: '/admin/bundles', label: 'Bundles', icon: Boxes },
  { href: '/admin/moderation', label: 'Moderation', icon: Flag },
  { href: '/admin/coupons', label: 'Coupons', icon: Ticket },
  { href: '/admin/experiments', label: 'Experiments', icon: FlaskConical },
  { href: '/admin/prompts', label: 'Prompt runs', icon: SquareTerminal },
  { href: '/admin/ingest', label: 'Ingest', icon: PackagePlus },
  { href: '/admin/webhooks', label: 'Webhooks', icon: Inbox },
  { href: '/admin/jobs', label: 'Jobs', icon: ListChecks },
  { href: '/admin/books', label: 'Books', icon: Scale },
  { href: '/admin/reconciliation', label: 'Reconciliation', icon: RefreshCw },
  { href: '/admin/audit', label: 'Audit log', icon: ScrollText },
  { href: '/admin/settings', label: 'Settings', icon: Settings },
];
