'use client';

import { LogOut } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Menu } from '@/ui/menu';

export interface AccountLink {
  href: string;
  label: string;
  icon: LucideIcon;
}

export interface AccountMenuProps {
  /** Name or mail address of the person. */
  name: string;
  links: readonly AccountLink[];
  onSignOut: () => void;
}

/** "Ida Moberg" gives IM, "ida@moberg.example" gives I. */
export function initialsOf(name: string): string {
  const words = name.split('@')[0]?.split(/[\s._-]+/).filter(Boolean) ?? [];
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => (word ? Array.from(word)[0] : '') ?? '');
  return letters.join('').toUpperCase() || '?';
}

/** The person, as a disc with initials that opens their menu. */
export function AccountMenu({ name, links, onSignOut }: AccountMenuProps) {
  return (
    <Menu
      trigger={<span className="size-8 grid place-items-center rounded-full bg-ink text-bg text-xs font-semibold">{initialsOf(name)}</span>}
      triggerLabel={`Account, ${name}`}
      triggerClassName="icon-btn hover:bg-transparent"
      className="-mr-1.5"
      entries={[
        { kind: 'heading', label: name },
        ...links.map((link) => ({ kind: 'link' as const, ...link })),
        { kind: 'rule' },
        { kind: 'act', label: 'Sign out', icon: LogOut, onSelect: onSignOut },
      ]}
    />
  );
}

/** The same for the phone menu: a plain list. */
export function AccountList({ name, links, onSignOut }: AccountMenuProps) {
  return (
    <div>
      <p className="lab mb-1">{name}</p>
      <ul>
        {links.map(({ href, label, icon: Icon }) => (
          <li key={href}><a href={href} className="nav-link -mx-3"><Icon className="ic" aria-hidden="true" />{label}</a></li>
        ))}
        <li><button type="button" className="nav-link -mx-3 w-full" onClick={onSignOut}><LogOut className="ic" aria-hidden="true" />Sign out</button></li>
      </ul>
    </div>
  );
}
