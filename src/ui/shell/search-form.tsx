'use client';

import clsx from 'clsx';
import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { isSingleKey } from '@/ui/single-keys';

export interface SearchFormProps {
  /** A plain GET form: works before any script has run. */
  action: string;
  /** Name of the search landmark. */
  label: string;
  placeholder: string;
  defaultValue?: string;
  /** l is 52 px with a button, for the home page. */
  size?: 'm' | 'l';
  className?: string;
}

/** The search field; "/" jumps to it. */
export function SearchForm({ action, label, placeholder, defaultValue, size = 'm', className }: SearchFormProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || !isSingleKey(event)) return;
      if (!input.current?.checkVisibility()) return;
      event.preventDefault();
      input.current.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const large = size === 'l';
  return (
    <form role="search" aria-label={label} action={action} method="get" className={clsx(large && 'flex gap-2', className)}>
      <div className="relative flex-1">
        <Search className="ic absolute left-3.5 top-1/2 -translate-y-1/2 text-ink-3 pointer-events-none" aria-hidden="true" />
        <input ref={input} type="search" name="q" aria-label={label === 'Site' ? 'Search Latchkey' : 'Search the marketplace'} defaultValue={defaultValue} placeholder={placeholder} maxLength={200}
          autoComplete="off" className={clsx('field', large ? 'min-h-13 pl-11' : 'pl-10 lg:pr-11')} />
        {!large && <kbd className="mono max-lg:hidden absolute right-3 top-1/2 -translate-y-1/2 text-xs text-ink-3 border border-line rounded-1 px-1.5 pointer-events-none" aria-hidden="true">/</kbd>}
      </div>
      {large && <button className="btn btn-ink btn-l" type="submit">Search</button>}
    </form>
  );
}
