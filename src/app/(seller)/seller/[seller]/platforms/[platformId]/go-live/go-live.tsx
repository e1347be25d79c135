'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { LiveNeed } from '@/shared/contracts/platform-views';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { useToast } from '@/ui/toast';

/** Switches the live world on; what is missing is said instead. */
export function GoLive({ ids, isReady }: { ids: PlatformInput; isReady: boolean }) {
  const act = useAct();
  const toast = useToast();
  const [missing, setMissing] = useState<readonly LiveNeed[]>([]);
  const go = () =>
    act.run(async () => {
      const answer = await api.platforms.goLive.mutate(ids);
      setMissing(answer.missing);
      if (answer.liveAt !== null) toast({ message: 'The platform is live. Make a live key next.' });
    });
  return (
    <div>
      <Button tone="ink" size="l" busy={act.busy} disabled={!isReady} onClick={() => void go()}>Go live</Button>
      {!isReady && <p className="text-sm text-ink-2 mt-2">When the list above is done.</p>}
      {missing.length > 0 && <ul className="mt-3" role="alert">{missing.map(({ need, text, href }) => <li key={need}><a className="link" href={href}>{text}</a></li>)}</ul>}
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </div>
  );
}

/** Asks Stripe to let the account charge, and goes where it asks for the rest. */
export function SetUpCharges({ ids, label }: { ids: PlatformInput; label: string }) {
  const act = useAct();
  const go = () =>
    act.run(async () => {
      const { url } = await api.platforms.requestCharges.mutate(ids);
      window.location.assign(url);
      return false;
    });
  return (
    <div>
      <Button busy={act.busy} onClick={() => void go()}>{label}</Button>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </div>
  );
}
