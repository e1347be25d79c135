'use client';

import { useState } from 'react';
import { CheckboxRow } from '@/ui/choices';
import { Dialog } from '@/ui/dialog';
import { areSingleKeysOn, setSingleKeys } from '@/ui/single-keys';
import { JUMPS } from './shortcuts';

const KEYS = [
  { keys: ['Ctrl', 'K'], label: 'Search everything, go anywhere (⌘ K on a Mac)', always: true },
  { keys: ['/'], label: 'Search the marketplace' },
  { keys: ['?'], label: 'This list' },
  ...JUMPS.map(({ key, label }) => ({ keys: ['g', key], label })),
];

/** The shortcuts, and the switch that turns single letters off. */
export default function ShortcutList({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [on, setOn] = useState(areSingleKeysOn);
  return (
    <Dialog title="Keyboard shortcuts" open={open} onOpenChange={(next) => { if (!next) onClose(); }} footer={<button type="button" className="btn btn-line" data-close="">Close</button>}>
      <ul className="border-t border-line">
        {KEYS.map(({ keys, label, always = false }) => (
          <li key={label} className={`flex items-center justify-between gap-4 min-h-11 border-b border-line text-[15px] ${on || always ? '' : 'text-ink-3'}`}>
            {label}
            <span className="flex flex-none gap-1 whitespace-nowrap">{keys.map((key) => <kbd key={key} className="mono text-xs border border-line rounded-1 px-1.5 py-0.5">{key}</kbd>)}</span>
          </li>
        ))}
      </ul>
      <CheckboxRow className="mt-4" label="Use single letters in this browser" checked={on} onChange={(event) => { setSingleKeys(event.target.checked); setOn(event.target.checked); }} />
    </Dialog>
  );
}
