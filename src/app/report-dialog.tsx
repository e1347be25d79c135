'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import { REPORT_REASONS, type ReportReason } from '@/shared/moderation-words';
import { Button } from '@/ui/button';
import { Dialog, type OverlayProps } from '@/ui/dialog';
import { Select, TextAreaField } from '@/ui/field';
import { useToast } from '@/ui/toast';

const REASONS = Object.entries(REPORT_REASONS).map(([value, label]) => ({ value, label }));
const isReason = (value: string): value is ReportReason => Object.hasOwn(REPORT_REASONS, value);

export interface ReportDialogProps extends Pick<OverlayProps, 'trigger' | 'triggerClassName' | 'open' | 'onOpenChange'> {
  /** One word: "product". */
  what: string;
  /** Who is not told who reported it: "Its author". */
  other: string;
  onReport: (report: { reason: ReportReason; details: string }) => Promise<unknown>;
}

/** Tells the shop of something somebody else wrote or sells. */
export function ReportDialog({ what, other, onReport, onOpenChange, ...overlay }: ReportDialogProps) {
  const [reason, setReason] = useState<ReportReason>('misleading');
  const [details, setDetails] = useState('');
  const act = useAct();
  const toast = useToast();
  const send = () =>
    act.run(async () => {
      await onReport({ reason, details });
      onOpenChange?.(false);
      toast({ message: 'Thank you. Somebody of the shop looks at it.' });
      return false;
    });
  return (
    <Dialog {...overlay} title={`Report this ${what}`} description={`Somebody of the shop looks at it and decides. ${other} is not told who reported it.`} onOpenChange={onOpenChange}
      footer={<><Button tone="text" data-close="">Cancel</Button><Button tone="ink" busy={act.busy} onClick={() => void send()}>Report it</Button></>}>
      <div className="grid gap-4">
        <Select label="What is wrong with it" options={REASONS} value={reason} onChange={({ target }) => { if (isReason(target.value)) setReason(target.value); }} />
        <TextAreaField label="In your words (may stay empty)" rows={3} maxLength={1000} value={details} onChange={({ target }) => setDetails(target.value)} />
        {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
      </div>
    </Dialog>
  );
}
