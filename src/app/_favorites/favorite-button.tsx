'use client';

import clsx from 'clsx';
import { Heart } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { readViewer, watchViewer } from '@/app/viewer';
import { problemOf } from '@/trpc/problem-of';
import { useToast } from '@/ui/toast';
import { setFavorite, signInToKeep, useFavorites } from './favorites';

/** A heart that keeps a product among the viewer's favourites, or takes it away; visitors are asked to sign in first. With `worded` it says so beside. */
export function FavoriteButton({ productId, title, worded = false, className }: { productId: string; title: string; worded?: boolean; className?: string }) {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const isKept = useFavorites().has(productId);
  const toast = useToast();
  const press = () => {
    if (viewer === null) signInToKeep(productId);
    else setFavorite(productId, !isKept).catch((error: unknown) => toast({ message: problemOf(error).message, tone: 'error' }));
  };
  return (
    <button type="button" aria-pressed={isKept} aria-label={`Favourite: ${title}`} disabled={viewer === undefined} onClick={press} className={clsx(worded ? 'btn btn-text' : 'icon-btn', className)}>
      <Heart className={clsx('ic', isKept && 'fill-current')} aria-hidden="true" />
      {worded && <span aria-hidden="true">{isKept ? 'Favourite' : 'Add to favourites'}</span>}
    </button>
  );
}
