'use client';

import { Bell, BellRing } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useAct } from '@/app/use-act';
import { readViewer, watchViewer } from '@/app/viewer';
import { api } from '@/trpc/browser';
import { Button, LinkButton } from '@/ui/button';

interface Waiting {
  variantId: string;
  isWaiting: boolean;
}

/** Asks to be told by mail when a sold out variant is back, once; `label` is what the buyer calls it, such as "Size 42". */
export function BackInStock({ variantId, label }: { variantId: string; label: string }) {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const [known, setKnown] = useState<Waiting | null>(null);
  const act = useAct();
  useEffect(() => {
    if (!viewer) return;
    // Without an answer the wish can still be made; asking twice keeps the place.
    api.inventory.alert.query({ variantId }).then(({ isWaiting }) => setKnown({ variantId, isWaiting }), () => undefined);
  }, [viewer, variantId]);

  if (viewer === null) return <LinkButton href={`/sign-in?callbackUrl=${encodeURIComponent(window.location.pathname)}`} wide><Bell className="ic" aria-hidden="true" />Sign in to be told when it is back</LinkButton>;
  const isWaiting = known?.variantId === variantId && known.isWaiting;
  const ask = () => act.run(async () => {
    await api.inventory.askAlert.mutate({ variantId });
    setKnown({ variantId, isWaiting: true });
    return false;
  });
  const cancel = () => act.run(async () => {
    await api.inventory.cancelAlert.mutate({ variantId });
    setKnown({ variantId, isWaiting: false });
    return false;
  });
  return (
    <div aria-live="polite">
      {isWaiting ? (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[15px]">
          <span className="flex items-center gap-2"><BellRing className="ic" aria-hidden="true" />You hear from us when {label} is back.</span>
          <Button tone="text" size="s" busy={act.busy} onClick={() => void cancel()}>Do not tell me</Button>
        </p>
      ) : (
        <Button wide busy={act.busy} disabled={viewer === undefined} onClick={() => void ask()}><Bell className="ic" aria-hidden="true" />Tell me when {label} is back</Button>
      )}
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </div>
  );
}
