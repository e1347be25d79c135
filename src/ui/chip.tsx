import clsx from 'clsx';
import { KeyRound } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export type ChipTone = 'ok' | 'warn' | 'danger' | 'mute';

/** A state in a word, with an icon: colour never speaks alone. */
export function Chip({ tone = 'mute', icon: Icon, children, className }: { tone?: ChipTone; icon?: LucideIcon; children: ReactNode; className?: string }) {
  return (
    <span className={clsx('chip', `chip-${tone}`, !Icon && 'chip-plain', className)}>
      {Icon && <Icon aria-hidden="true" />}
      {children}
    </span>
  );
}

/** Solid brass: this belongs to the viewer. Draw it only from an entitlement. */
export function OwnChip({ children = 'Yours' }: { children?: ReactNode }) {
  return <span className="chip chip-own"><KeyRound aria-hidden="true" />{children}</span>;
}
