'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { readViewer, watchViewer } from '@/app/viewer';
import type { Recommendation } from '@/shared/contracts/discovery';
import { QuestionsDialog } from '@/app/questions-dialog';
import { askForOwn, readOwn, refreshOwn, watchOwn } from './for-you';
import { RecommendationList } from './recommendation-list';

/**
 * What may interest the viewer, with the reason for each. The page carries what everybody chooses, so it may be cached; the viewer's own takes its place row
 * by row once the browser has it, and nothing moves.
 */
export function HomeRecommendations({ popular }: { popular: readonly Recommendation[] }) {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const own = useSyncExternalStore(watchOwn, readOwn, () => null);
  useEffect(() => {
    if (viewer !== undefined) askForOwn();
  }, [viewer]);
  const items = own && own.items.length > 0 ? own.items : popular;
  if (items.length === 0) return null;
  const isPersonal = own?.isPersonal ?? false;
  return (
    <section className="wrap mt-16 lg:mt-24" aria-labelledby="for-you" aria-busy={viewer !== undefined && own === null ? undefined : false}>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 pb-4">
        <div className="min-w-0">
          <h2 id="for-you" className="d4">{isPersonal ? 'What may fit you' : 'Chosen by many'}</h2>
          <p className="text-[15px] text-ink-2 mt-0.5 min-h-[44px] sm:min-h-[22px]">{own?.refusesTracking ? 'Your browser asks not to be tracked, so nothing is kept and nothing kept is used.' : isPersonal ? <>From what you told us, own and looked at. {viewer ? <a className="link" href="/account/privacy#signals">See and erase it</a> : 'It is yours to change or forget.'}</> : 'Three questions, each of which you may skip, make this list yours.'}</p>
        </div>
        <QuestionsDialog answers={own?.answers ?? null} isVisitor={viewer === null} isRefused={own?.refusesTracking ?? false} hasAny={isPersonal} onChange={refreshOwn} />
      </div>
      <RecommendationList items={items} place="home" />
    </section>
  );
}
