'use client';

import { useAct } from '@/app/use-act';
import type { ExperimentStatus } from '@/shared/contracts/experiments';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';

/** Starts a draft, or stops what runs for good. */
export function RunButtons({ experimentId, status }: { experimentId: string; status: ExperimentStatus }) {
  const act = useAct();
  if (status === 'stopped') return null;
  const isDraft = status === 'draft';
  return (
    <div className="mt-4">
      <Button tone={isDraft ? 'ink' : 'line'} busy={act.busy} onClick={() => void act.run(() => (isDraft ? api.admin.startExperiment.mutate({ experimentId }) : api.admin.stopExperiment.mutate({ experimentId })))}>{isDraft ? 'Start it' : 'Stop it for good'}</Button>
      {act.problem && <p className="fault mt-2" role="alert">{act.problem.message}</p>}
    </div>
  );
}
