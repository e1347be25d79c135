'use client';

import { AskProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';

export function AskCopy({ label }: { label: string }) {
  const act = useAct();
  const ask = () => void act.run(() => api.privacy.requestExport.mutate());
  return (
    <>
      <Button busy={act.busy} onClick={ask}>{label}</Button>
      <AskProof problem={act.problem} onProven={ask} />
    </>
  );
}
