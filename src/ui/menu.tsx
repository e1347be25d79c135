'use client';

import type { LucideIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

export type MenuEntry =
  | { kind: 'link'; href: string; label: string; icon?: LucideIcon }
  | { kind: 'act'; label: string; icon?: LucideIcon; onSelect: () => void; disabled?: boolean; danger?: boolean }
  | { kind: 'rule' }
  | { kind: 'heading'; label: ReactNode };

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === 'rule') return <DropdownMenu.Separator className="my-1.5 -mx-1.5 border-t border-line" />;
  if (entry.kind === 'heading') return <DropdownMenu.Label className="lab px-2.5 py-2">{entry.label}</DropdownMenu.Label>;
  const Icon = entry.icon;
  const inner = <>{Icon && <Icon className="ic text-ink-2" aria-hidden="true" />}{entry.label}</>;
  if (entry.kind === 'link') return <DropdownMenu.Item asChild className="menu-item"><a href={entry.href}>{inner}</a></DropdownMenu.Item>;
  return <DropdownMenu.Item className={entry.danger ? 'menu-item text-danger' : 'menu-item'} disabled={entry.disabled} onSelect={entry.onSelect}>{inner}</DropdownMenu.Item>;
}

/** A menu hung on `trigger` (one focusable element). Not modal, so nothing is injected that our policy would refuse. */
export function Menu({ trigger, entries, align = 'end' }: { trigger: ReactNode; entries: readonly MenuEntry[]; align?: 'start' | 'end' }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align={align} sideOffset={6} collisionPadding={16}>
          {entries.map((entry, i) => <Entry key={'label' in entry && typeof entry.label === 'string' ? entry.label : i} entry={entry} />)}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
