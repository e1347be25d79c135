'use client';

import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';

export type MenuEntry =
  | { kind: 'link'; href: string; label: string; icon?: LucideIcon }
  | { kind: 'act'; label: string; icon?: LucideIcon; onSelect: () => void; disabled?: boolean; danger?: boolean }
  | { kind: 'rule' }
  | { kind: 'heading'; label: string };

export interface MenuProps {
  /** What stands on the button. */
  trigger: ReactNode;
  triggerClassName?: string;
  /** Its name, where it shows only an icon. */
  triggerLabel?: string;
  entries: readonly MenuEntry[];
  /** Which edge of the button the menu keeps to. */
  align?: 'start' | 'end';
  className?: string;
}

function itemsOf(list: HTMLElement | null): HTMLElement[] {
  return Array.from(list?.querySelectorAll<HTMLElement>('[role="menuitem"]:not([aria-disabled="true"])') ?? []);
}

/** The item a key leads to, after the ARIA menu pattern: arrows go round, Home and End jump, a letter finds. */
function itemFor(key: string, items: HTMLElement[], from: number): HTMLElement | undefined {
  if (key === 'ArrowDown') return items[(from + 1) % items.length];
  if (key === 'ArrowUp') return items.at(from <= 0 ? -1 : from - 1);
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const after = [...items.slice(from + 1), ...items.slice(0, from + 1)];
  return after.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
}

function Entry({ entry, close }: { entry: MenuEntry; close: (giveFocusBack: boolean) => void }) {
  if (entry.kind === 'rule') return <div role="separator" className="my-1.5 -mx-1.5 border-t border-line" />;
  if (entry.kind === 'heading') return <div role="presentation" className="lab px-2.5 py-2">{entry.label}</div>;
  const Icon = entry.icon;
  const inner = <>{Icon && <Icon className="ic text-ink-2" aria-hidden="true" />}{entry.label}</>;
  if (entry.kind === 'link') return <a role="menuitem" tabIndex={-1} href={entry.href} className="menu-item" onClick={() => close(false)}>{inner}</a>;
  const select = () => {
    if (entry.disabled) return;
    close(true);
    entry.onSelect();
  };
  return <button type="button" role="menuitem" tabIndex={-1} aria-disabled={entry.disabled} className={clsx('menu-item', entry.danger && 'text-danger')} onClick={select}>{inner}</button>;
}

/** A short list hung on a button. */
export function Menu({ trigger, triggerClassName, triggerLabel, entries, align = 'end', className }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return undefined;
    itemsOf(list.current)[0]?.focus();
    const onPointerDown = (event: PointerEvent) => {
      const inside = event.target instanceof Node && (list.current?.contains(event.target) || button.current?.contains(event.target));
      if (!inside) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [open]);

  const close = (giveFocusBack: boolean) => {
    setOpen(false);
    if (giveFocusBack) button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      close(true);
      return;
    }
    const items = itemsOf(list.current);
    const next = itemFor(event.key, items, items.findIndex((item) => item === document.activeElement));
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const onBlur = (event: FocusEvent<HTMLDivElement>) => {
    if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };

  return (
    <div className={clsx('relative', className)} onBlur={onBlur}>
      <button ref={button} type="button" className={triggerClassName} aria-label={triggerLabel} aria-haspopup="menu" aria-expanded={open} aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)} onKeyDown={(event) => { if (event.key === 'ArrowDown') { event.preventDefault(); setOpen(true); } }}>
        {trigger}
      </button>
      {open && (
        <div ref={list} id={id} role="menu" tabIndex={-1} aria-label={triggerLabel} className={clsx('menu absolute top-full mt-1.5', align === 'end' ? 'right-0' : 'left-0')} onKeyDown={onKeyDown}>
          {entries.map((entry, i) => <Entry key={`${i}-${entry.kind}`} entry={entry} close={close} />)}
        </div>
      )}
    </div>
  );
}
