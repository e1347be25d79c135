'use client';

import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Spinner } from '@/ui/spinner';

// Most visits never open it; it comes when it is looked at.
const PromptPanel = lazy(() => import('./prompt-panel'));

/** The place of the panel: loads it once it is seen. */
export function TryPrompt({ slug, productId }: { slug: string; productId: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (isSeen || !place.current) return;
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && setSeen(true));
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, [isSeen]);
  return (
    <div ref={place} className="min-h-64">
      {isSeen && <Suspense fallback={<p className="text-ink-2 flex items-center gap-2"><Spinner />Loading</p>}><PromptPanel slug={slug} productId={productId} /></Suspense>}
    </div>
  );
}
