'use client';

import type { MouseEvent } from 'react';
import { AskProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { LinkButton } from '@/ui/button';

/** Fetches the copy, once who sits here has proved lately who it is. The address asks for the same, in no page. */
export function FetchCopy({ href }: { href: string }) {
  const act = useAct();
  const fetchIt = () =>
    void act.run(async () => {
      const copy = await api.privacy.download.query();
      if (copy?.href) window.location.assign(copy.href);
      // The page as it is now, where the copy is over.
      return !copy?.href;
    });
  const click = (event: MouseEvent) => {
    event.preventDefault();
    fetchIt();
  };
  return (
    <>
      <LinkButton href={href} tone="ink" download="" aria-busy={act.busy} onClick={click}>Download</LinkButton>
      <AskProof problem={act.problem} onProven={fetchIt} />
    </>
  );
}
