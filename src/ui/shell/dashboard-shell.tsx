import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { ScrollRow } from '@/ui/shell/scroll-row';

export interface DashboardItem {
  href: string;
  label: string;
  icon: LucideIcon;
  count?: ReactNode;
}

export interface DashboardShellProps {
  /** Whose desk it is: "Account", "Admin", a seller's name. */
  label: string;
  items: readonly DashboardItem[];
  /** The `href` of the open page. */
  current: string;
  children: ReactNode;
}

/** Side navigation of 208 px on wide screens, a scrolling row of links on a phone. */
export function DashboardShell({ label, items, current, children }: DashboardShellProps) {
  return (
    <div className="wrap lg:grid lg:grid-cols-[208px_minmax(0,1fr)] lg:gap-12">
      <ScrollRow label={label} className="max-lg:-mx-4 max-lg:px-4 max-lg:overflow-x-auto max-lg:border-b border-line max-lg:py-2 lg:pt-8">
        <p className="lab px-3 mb-2 max-lg:hidden">{label}</p>
        <ul className="flex lg:flex-col gap-1 lg:gap-0.5">
          {items.map(({ href, label: word, icon: Icon, count }) => (
            <li key={href}>
              <a href={href} className="nav-link" aria-current={href === current ? 'page' : undefined}>
                <Icon className="ic" aria-hidden="true" />
                {word}
                {count !== undefined && <span className="ml-auto pl-1 text-xs text-ink-2 font-medium">{count}</span>}
              </a>
            </li>
          ))}
        </ul>
      </ScrollRow>
      <div className="min-w-0 pt-6 lg:pt-8 pb-20">{children}</div>
    </div>
  );
}
