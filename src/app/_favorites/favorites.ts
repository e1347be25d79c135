'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { readViewer, watchViewer } from '@/app/viewer';
import { ask } from '@/trpc/ask';

const NONE: ReadonlySet<string> = new Set();
/** What a visitor wished to keep, while they sign in. */
const WISH = 'latchkey-favorite';
let ids = NONE;
let asked = false;
const watchers = new Set<() => void>();

function set(next: ReadonlySet<string>): void {
  ids = next;
  for (const watcher of watchers) watcher();
}

async function askIds(): Promise<void> {
  set(new Set(await ask('favorites.ids')));
  const wish = sessionStorage.getItem(WISH);
  if (wish === null) return;
  sessionStorage.removeItem(WISH);
  await setFavorite(wish, true);
}

function watch(onChange: () => void): () => void {
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}

const withOr = (productId: string, isKept: boolean): ReadonlySet<string> => new Set(isKept ? [...ids, productId] : [...ids].filter((id) => id !== productId));

/** Shows at once what is wanted, and takes it back when the server does not agree; then throws what it said. */
export async function setFavorite(productId: string, isKept: boolean): Promise<void> {
  set(withOr(productId, isKept));
  try {
    // Fetched when a heart is pressed; most who look at a shelf press none.
    const { api } = await import('@/trpc/browser');
    await (isKept ? api.favorites.add : api.favorites.remove).mutate({ productId });
  } catch (error) {
    set(withOr(productId, !isKept));
    throw error;
  }
}

/** Sends a visitor to sign in; they come back to this page, and the wish is granted then. */
export function signInToKeep(productId: string): void {
  sessionStorage.setItem(WISH, productId);
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(window.location.pathname + window.location.search)}`);
}

/** The viewer's favourites, asked for once per page however many hearts it has; empty for visitors and until the browser knows. */
export function useFavorites(): ReadonlySet<string> {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  useEffect(() => {
    if (!viewer || asked) return;
    asked = true;
    // Without an answer no heart is filled; the next page asks again.
    askIds().catch(() => { asked = false; });
  }, [viewer]);
  return useSyncExternalStore(watch, () => ids, () => NONE);
}
