/** Asks the page for the list of shortcuts. */
export const OPEN_SHORTCUTS = 'latchkey:shortcuts';

/** Two letters, one after the other, that lead somewhere. */
export const JUMPS = [
  { key: 'h', href: '/', label: 'Front page' },
  { key: 'm', href: '/marketplace', label: 'Marketplace' },
  { key: 'c', href: '/cart', label: 'Cart' },
  { key: 'k', href: '/account/keys', label: 'Your keys' },
  { key: 'o', href: '/account/orders', label: 'Your orders' },
  { key: 's', href: '/seller', label: 'Selling' },
] as const;

export type Shortcut = { does: 'palette' } | { does: 'list' } | { does: 'go'; href: string } | { does: 'wait' };

export interface Press {
  key: string;
  /** Control, or Command on a Mac. */
  withCommand: boolean;
  /** Whether a letter alone may be one: nobody writes, and they are not turned off. */
  isSingle: boolean;
  /** Whether "g" was pressed just before. */
  afterG: boolean;
}

/** What a press means; null when it is no shortcut. */
export function readShortcut({ key, withCommand, isSingle, afterG }: Press): Shortcut | null {
  if (withCommand) return key.toLowerCase() === 'k' ? { does: 'palette' } : null;
  if (!isSingle) return null;
  if (key === '?') return { does: 'list' };
  const jump = afterG ? JUMPS.find((each) => each.key === key) : undefined;
  if (jump) return { does: 'go', href: jump.href };
  return key === 'g' ? { does: 'wait' } : null;
}
