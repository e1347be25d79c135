import type { ReactNode } from 'react';
import { KeyMark } from '@/ui/shell/logo';
import type { NavItem } from '@/ui/shell/site-header';
import { ThemeControl } from '@/ui/theme/theme-control';

export interface FooterGroup {
  title: string;
  links: readonly NavItem[];
}

export function SiteFooter({ groups, children }: { groups: readonly FooterGroup[]; /** A sentence or two under the name. */ children: ReactNode }) {
  return (
    <footer className="border-t border-line mt-24 lg:mt-32">
      <div className="wrap py-10 grid grid-cols-2 gap-x-4 gap-y-8 lg:gap-8 lg:grid-cols-12 text-sm text-ink-2">
        <div className="col-span-2 lg:col-span-6">
          <p className="flex items-center gap-2.5 text-ink font-semibold text-lg tracking-[-0.03em]"><KeyMark />Latchkey</p>
          <div className="mt-3 max-w-[44ch]">{children}</div>
          <ThemeControl className="mt-5" />
        </div>
        {groups.map((group) => (
          <nav key={group.title} aria-label={group.title} className="lg:col-span-2">
            <h2 className="text-ink font-semibold">{group.title}</h2>
            <ul className="mt-1 lg:mt-2">
              {group.links.map((link) => <li key={link.href}><a className="tap hover:text-ink" href={link.href}>{link.label}</a></li>)}
            </ul>
          </nav>
        ))}
      </div>
    </footer>
  );
}
