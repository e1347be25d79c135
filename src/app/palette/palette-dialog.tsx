'use client';

import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useDeferredValue, useEffect, useId, useState, type KeyboardEvent } from 'react';
import { TrpcProvider } from '@/trpc/client';
import { FinderDialog } from '@/ui/dialog';
import { useFindings, type Group } from './use-findings';

/** Search everything, go anywhere: a combobox over pages, products, keys and orders (ARIA Authoring Practices, combobox with a listbox). */
export default function PaletteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <FinderDialog title="Search everything, go anywhere" open={open} onOpenChange={(next) => { if (!next) onClose(); }}>
      <TrpcProvider><Finder onClose={onClose} /></TrpcProvider>
    </FinderDialog>
  );
}

function Finder({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const id = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const { groups, isLooking } = useFindings(useDeferredValue(text));
  const hrefs = groups.flatMap(({ places }) => places.map(({ href }) => href));
  const current = Math.min(chosen, hrefs.length - 1);

  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, current]);

  const go = (href: string | undefined) => {
    if (href === undefined) return;
    onClose();
    router.push(href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + 8, PageUp: current - 8 }[event.key];
    if (next !== undefined && hrefs.length > 0) {
      event.preventDefault();
      const isStep = event.key.startsWith('Arrow');
      setChosen(isStep ? (next + hrefs.length) % hrefs.length : Math.max(0, Math.min(hrefs.length - 1, next)));
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      go(hrefs[current] ?? (text.trim() === '' ? undefined : `/marketplace?q=${encodeURIComponent(text.trim())}`));
    }
  };

  return (
    <>
      <div className="relative flex-none">
        <Search className="ic absolute left-4 top-1/2 -translate-y-1/2 text-ink-3 pointer-events-none" aria-hidden="true" />
        <input autoFocus type="text" className="finder-field" role="combobox" aria-expanded={hrefs.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={hrefs.length > 0 ? `${id}-${current}` : undefined}
          aria-label="Search everything, go anywhere" placeholder="A product, an order, a page" value={text} maxLength={200} autoComplete="off" spellCheck={false}
          onChange={(event) => { setText(event.target.value); setChosen(0); }} onKeyDown={onKeyDown} />
      </div>
      <div id={`${id}-list`} className="finder-list" role="listbox" aria-label="Found">
        <Found id={id} groups={groups} current={current} onChoose={setChosen} onGo={go} />
      </div>
      <p className="flex-none border-t border-line px-4 py-2.5 text-sm text-ink-3" role="status">
        {isLooking ? 'Looking' : hrefs.length === 0 ? `Nothing is called “${text.trim()}”. Enter searches the marketplace for it.` : `${hrefs.length === 1 ? 'One place' : `${hrefs.length} places`}. Up and down choose, Enter opens.`}
      </p>
    </>
  );
}

interface FoundProps {
  id: string;
  groups: Group[];
  current: number;
  onChoose: (index: number) => void;
  onGo: (href: string) => void;
}

function Found({ id, groups, current, onChoose, onGo }: FoundProps) {
  const starts = groups.map((_, at) => groups.slice(0, at).reduce((sum, { places }) => sum + places.length, 0));
  return groups.map(({ title, places }, at) => (
    <div key={title} role="group" aria-labelledby={`${id}-${title}`}>
      <p id={`${id}-${title}`} className="lab px-2.5 pt-3 pb-1" role="presentation">{title}</p>
      {places.map((place, offset) => {
        const index = (starts[at] ?? 0) + offset;
        return (
          <div key={place.href + place.label} id={`${id}-${index}`} role="option" aria-selected={index === current} className="finder-option" onPointerMove={() => onChoose(index)} onClick={() => onGo(place.href)}>
            <span className="truncate">{place.label}</span>
            <span className="ml-auto truncate text-sm text-ink-3">{place.note}</span>
          </div>
        );
      })}
    </div>
  ));
}
