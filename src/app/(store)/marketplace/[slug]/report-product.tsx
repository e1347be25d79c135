'use client';

import { useState, useSyncExternalStore } from 'react';
import { useAct } from '@/app/use-act';
import { readViewer, watchViewer } from '@/app/viewer';
import { REPORT_REASONS, type ReportReason } from '@/shared/moderation-words';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Select, TextAreaField } from '@/ui/field';
import { useToast } from '@/ui/toast';

const REASONS = Object.entries(REPORT_REASONS).map(([value, label]) => ({ value, label }));
const isReason = (value: string): value is ReportReason => Object.hasOwn(REPORT_REASONS, value);

/** Tells the shop of a product. Only for the signed-in; its seller is not told who did. */
export function ReportProduct({ productId }: { productId: string }) {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<ReportReason>('misleading');
  const [details, setDetails] = useState('');
  const act = useAct();
  const toast = useToast();
  if (!viewer) return null;
  const send = () =>
    act.run(async () => {
      await api.moderation.reportProduct.mutate({ productId, reason, details });
      setOpen(false);
      toast({ message: 'Thank you. Somebody of the shop looks at it.' });
      return false;
    });
  return (
    <Dialog title="Report this product" description="Somebody of the shop looks at it and decides. Its seller is not told who reported it." trigger="Report this product" triggerClassName="link text-[15px] text-ink-2 min-h-11" open={open} onOpenChange={setOpen}
      footer={<><Button tone="text" data-close="">Cancel</Button><Button tone="ink" busy={act.busy} onClick={() => void send()}>Report it</Button></>}>
      <div className="grid gap-4">
        <Select label="What is wrong with it" options={REASONS} value={reason} onChange={(event) => { if (isReason(event.target.value)) setReason(event.target.value); }} />
        <TextAreaField label="In your words (may stay empty)" rows={3} maxLength={2000} value={details} onChange={(event) => setDetails(event.target.value)} />
        {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
      </div>
    </Dialog>
  );
}
