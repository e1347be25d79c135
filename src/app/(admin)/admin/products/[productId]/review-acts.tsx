'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { ProductStatus } from '@/shared/contracts/publishing';
import { api } from '@/trpc/browser';
import { Button, type ButtonTone } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextAreaField } from '@/ui/field';
import { useToast } from '@/ui/toast';

/** Asks for the words that the seller will read, then does it. */
function ReasonDialog({ title, description, label, tone, onReason }: { title: string; description: string; label: string; tone: ButtonTone; onReason: (reason: string) => Promise<unknown> }) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const go = () =>
    void act.run(async () => {
      await onReason(reason);
      setOpen(false);
    });
  return (
    <Dialog title={title} description={description} open={open} onOpenChange={setOpen} trigger={label} triggerClassName="btn btn-line"
      footer={<><Button tone="text" data-close="">Leave it</Button><Button tone={tone} busy={act.busy} disabled={reason.trim().length < 3} onClick={go}>{label}</Button></>}>
      <TextAreaField label="What the seller reads" name="reason" rows={4} maxLength={1000} value={reason} error={act.problem?.message} onChange={(event) => setReason(event.target.value)} />
    </Dialog>
  );
}

/** The decisions that are open, by where the product stands. */
export function ReviewActs({ productId, status, missing }: { productId: string; status: ProductStatus; missing: readonly string[] }) {
  const act = useAct();
  const toast = useToast();
  const waits = status === 'in_review' || status === 'delisted';
  const publish = () =>
    void act.run(async () => {
      await api.admin.publishProduct.mutate({ productId });
      toast({ message: 'It is on sale.' });
    });
  return (
    <div className="grid gap-3">
      {waits && missing.length > 0 && <p className="text-warn max-w-[64ch]">{missing.join(' ')}</p>}
      <div className="flex flex-wrap gap-2">
        {waits && <Button tone="ink" busy={act.busy} disabled={missing.length > 0} onClick={publish}>{status === 'delisted' ? 'Put it back on sale' : 'Publish'}</Button>}
        {waits && <ReasonDialog label="Send back" tone="ink" title="Send it back?" description="It becomes a draft again, with your note above it." onReason={(reason) => api.admin.sendBackProduct.mutate({ productId, reason })} />}
        {(status === 'published' || status === 'archived') && <ReasonDialog label="Take down" tone="danger" title="Take it down?" description="Nobody can buy it any more; whoever bought it keeps it. Its seller reads your reason." onReason={(reason) => api.admin.delistProduct.mutate({ productId, reason })} />}
      </div>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </div>
  );
}
