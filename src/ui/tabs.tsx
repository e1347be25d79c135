'use client';

import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

export interface Tab {
  /** Also the address: `#id` opens the tab. */
  id: string;
  label: string;
  count?: ReactNode;
  panel: ReactNode;
}

function stepFrom(key: string, at: number, length: number): number | null {
  if (key === 'ArrowRight') return (at + 1) % length;
  if (key === 'ArrowLeft') return (at - 1 + length) % length;
  if (key === 'Home') return 0;
  if (key === 'End') return length - 1;
  return null;
}

/** Tabs after the ARIA pattern: arrows, Home and End move and open. The open tab is the address's fragment, so it can be linked to and survives going back. All panels are in the page. */
export function Tabs({ label, tabs, className }: { label: string; tabs: readonly Tab[]; className?: string }) {
  const [open, setOpen] = useState(tabs[0]?.id ?? '');
  const list = useRef<HTMLDivElement>(null);
  const ids = tabs.map((tab) => tab.id).join(' ');

  useEffect(() => {
    const follow = () => {
      const wanted = window.location.hash.slice(1);
      if (ids.split(' ').includes(wanted)) setOpen(wanted);
    };
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [ids]);

  const choose = (id: string) => {
    setOpen(id);
    window.history.replaceState(window.history.state, '', `#${id}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepFrom(event.key, tabs.findIndex((tab) => tab.id === open), tabs.length);
    const tab = next === null ? undefined : tabs[next];
    if (!tab) return;
    event.preventDefault();
    choose(tab.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${tab.id}"]`)?.focus();
  };

  return (
    <div className={className}>
      <div ref={list} role="tablist" aria-label={label} className="tabs" onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button key={tab.id} type="button" role="tab" id={`tab-${tab.id}`} data-tab={tab.id} className="tab" aria-selected={tab.id === open}
            aria-controls={`panel-${tab.id}`} tabIndex={tab.id === open ? 0 : -1} onClick={() => choose(tab.id)}>
            {tab.label}
            {tab.count !== undefined && <small>{tab.count}</small>}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div key={tab.id} role="tabpanel" id={`panel-${tab.id}`} aria-labelledby={`tab-${tab.id}`} tabIndex={0} hidden={tab.id !== open} className="pt-6">
          {tab.panel}
        </div>
      ))}
    </div>
  );
}
