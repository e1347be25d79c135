'use client';

import { useAct } from '@/app/use-act';
import type { JointBundle } from '@/shared/contracts/joint-bundles';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { useToast } from '@/ui/toast';

/** What an admin may do with a joint bundle as it stands. */
export function BundleActs({ bundle: { id, title, status, missing } }: { bundle: JointBundle }) {
  const act = useAct();
  const toast = useToast();
  const press = (work: () => Promise<unknown>, message: string) => () =>
    void act.run(async () => {
      await work();
      toast({ message });
    });
  return (
    <div>
      <div className="flex flex-wrap gap-2">
        {status !== 'published' && <Button tone="ink" busy={act.busy} disabled={missing.length > 0} onClick={press(() => api.admin.publishBundle.mutate({ productId: id }), 'It is on sale.')}>Publish<span className="sr-only"> {title}</span></Button>}
        {(status === 'draft' || status === 'published') && <Button busy={act.busy} onClick={press(() => api.admin.archiveBundle.mutate({ productId: id }), status === 'published' ? 'It is off sale.' : 'It is put away.')}>Archive<span className="sr-only"> {title}</span></Button>}
      </div>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </div>
  );
}
