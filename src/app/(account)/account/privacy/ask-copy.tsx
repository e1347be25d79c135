'use client';

import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';

export function AskCopy({ label }: { label: string }) {
  const act = useAct();
  return (
    <>
      <Button busy={act.busy} onClick={() => void act.run(() => api.privacy.requestExport.mutate())}>{label}</Button>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </>
  );
}
