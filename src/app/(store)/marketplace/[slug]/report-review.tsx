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
const isReason = (value: string): value is ReportReason => value in REPORT_REASONS;

/** Brings a review before the moderators. Only for the signed-in; a person counts once. */
export function ReportReview({ reviewId }: { reviewId: string }) {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<ReportReason>('spam');
  const [details, setDetails] = useState('');
  const act = useAct();
  const toast = useToast();
  if (!viewer) return null;
  const send = () => act.run(async () => {
    await api.reviews.report.mutate({ reviewId, reason, details });
    setOpen(false);
    toast({ message: 'Thank you. A moderator will look at it.' });
    return false;
  });
  return (
    <Dialog title="Report this review" description="A moderator reads it. Its author is not told who reported it." trigger="Report" triggerClassName="link" open={open} onOpenChange={setOpen}
      footer={<><Button tone="text" data-close="">Cancel</Button><Button tone="ink" busy={act.busy} onClick={() => void send()}>Report it</Button></>}>
      <div className="grid gap-4">
        <Select label="What is wrong with it" options={REASONS} value={reason} onChange={(event) => { if (isReason(event.target.value)) setReason(event.target.value); }} />
        <TextAreaField label="In your words (may stay empty)" rows={3} maxLength={2000} value={details} onChange={(event) => setDetails(event.target.value)} />
        {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
      </div>
    </Dialog>
  );
}
