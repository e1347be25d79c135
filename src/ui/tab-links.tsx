import type { ReactNode } from 'react';
import { ScrollRow } from './shell/scroll-row';

export interface TabLink {
  href: string;
  label: string;
  count?: ReactNode;
}

/** Tabs that are pages: plain links, the open one marked and in view. */
export function TabLinks({ label, links, current }: { label: string; links: readonly TabLink[]; current: string }) {
  return (
    <ScrollRow label={label} className="tabs">
      {links.map((link) => (
        <a key={link.href} href={link.href} className="tab" aria-current={link.href === current ? 'page' : undefined}>
          {link.label}
          {link.count !== undefined && <small>{link.count}</small>}
        </a>
      ))}
    </ScrollRow>
  );
}
