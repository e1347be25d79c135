'use client';

import { Bot, KeyRound } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { readViewer, watchViewer } from '@/app/viewer';
import type { PromptOutlook } from '@/shared/contracts/prompt-runs';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button, LinkButton } from '@/ui/button';
import { EmptyState, ErrorState } from '@/ui/states';
import { Spinner } from '@/ui/spinner';
import { useKeys } from '../../_parts/owned';
import { PromptRunner } from './prompt-runner';

/** Asks anew when the prompt becomes the viewer's. */
function useOutlook(slug: string, isKnown: boolean, isOwned: boolean) {
  const [answer, setAnswer] = useState<PromptOutlook | { state: 'failed'; message: string }>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!isKnown) return;
    let isLeft = false;
    const keep = (found: typeof answer) => !isLeft && setAnswer(found);
    api.promptRuns.outlook.query({ slug }).then(keep, (error: unknown) => keep({ state: 'failed', message: problemOf(error).message }));
    return () => {
      isLeft = true;
    };
  }, [slug, isKnown, isOwned, tries]);
  return { answer, again: () => { setAnswer(undefined); setTries(tries + 1); } };
}

/** Running a prompt in the page: before buying a few times a day, seeing the answers alone; with a key as often as the day's tokens last. */
export default function PromptPanel({ slug, productId }: { slug: string; productId: string }) {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const isOwned = useKeys().has(productId);
  const { answer, again } = useOutlook(slug, viewer !== undefined, isOwned);

  if (answer === undefined) return <p className="text-ink-2 flex items-center gap-2" role="status"><Spinner />Asking what can be tried</p>;
  switch (answer.state) {
    case 'failed':
      return <ErrorState title="This cannot be tried just now" action={<Button onClick={again}>Try again</Button>}>{answer.message}</ErrorState>;
    case 'no_model':
      return <EmptyState slug="no-model" title="Prompts cannot be run in this shop">Whoever runs it has connected no model. The prompt itself is not affected: once it is yours, it works in the chat of your choice.</EmptyState>;
    case 'no_prompt':
      return <EmptyState slug="no-prompt" title="This one cannot be run in the page">Its pack holds no single prompt that a page could fill in. What is in it stands under Contents.</EmptyState>;
    case 'signed_out':
      return (
        <EmptyState slug="try" title="Try it before you buy" action={<LinkButton href={`/sign-in?callbackUrl=${encodeURIComponent(`/marketplace/${slug}#try`)}`}><KeyRound className="ic" aria-hidden="true" />Sign in to try it</LinkButton>}>
          You fill in the blanks, a model answers. A few runs a day are free; the prompt stays covered until it is yours.
        </EmptyState>
      );
    case 'ready':
      return (
        <>
          <p className="text-ink-2 max-w-[58ch] flex gap-2.5"><Bot className="ic mt-1" aria-hidden="true" />
            <span>{answer.isTrial ? 'You fill in the blanks and see what a model makes of it. The prompt itself stays covered until it is yours.' : 'It is yours: run it here, or take the file to the chat of your choice.'} Version {answer.version}. Nothing you type is kept.</span>
          </p>
          <PromptRunner key={`${answer.isTrial}`} slug={slug} outlook={answer} />
        </>
      );
  }
}
