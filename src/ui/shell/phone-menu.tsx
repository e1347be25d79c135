'use client';

import { Menu as MenuIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Sheet } from '@/ui/dialog';
import type { NavItem } from '@/ui/shell/site-header';
import { ThemeControl } from '@/ui/theme/theme-control';

/** Everything the wide header shows, for a phone. */
export function PhoneMenu({ links, current, account }: { links: readonly NavItem[]; current?: string; account: ReactNode }) {
  return (
    <Sheet title="Menu" trigger={<MenuIcon className="ic size-5" aria-hidden="true" />} triggerLabel="Open menu" triggerClassName="icon-btn lg:hidden -mr-2.5" footer={<ThemeControl className="flex" />}>
      <nav aria-label="Phone">
        <ul className="grid">
          {links.map((link) => (
            <li key={link.href}><a href={link.href} aria-current={link.href === current ? 'page' : undefined} className="nav-link -mx-3 text-lg">{link.label}</a></li>
          ))}
        </ul>
      </nav>
      <div className="mt-4 pt-4 border-t border-line">{account}</div>
    </Sheet>
  );
}
