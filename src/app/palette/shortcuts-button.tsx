'use client';

import { OPEN_SHORTCUTS } from './shortcuts';

/** Opens the list of shortcuts, for whoever does not know the key. */
export function ShortcutsButton() {
  return <button type="button" className="tap link max-lg:hidden" onClick={() => document.dispatchEvent(new Event(OPEN_SHORTCUTS))}>Keyboard shortcuts</button>;
}
