'use client';

import { useState } from 'react';
import { REPORT_REASONS, type ReportReason } from '@/shared/moderation-words';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Select, TextAreaField } from '@/ui/field';
import { useToast } from '@/ui/toast';

const REASONS = Object.entries(REPORT_REASONS).map(([value, label]) => ({ value, label }));
const isReason = (value: string): value is ReportReason => Object.hasOwn(REPORT_REASONS, value);

/** Tells the shop of a message. The other side is not told who did. */
export function ReportDialog({ messageId, onClose }: { messageId: string; onClose: () => void }) {
  const toast = useToast();
  const [reason, setReason] = useState<ReportReason>('spam');
  const [details, setDetails] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const report = async () => {
    setBusy(true);
    try {
      await api.messages.report.mutate({ messageId, reason, details });
      onClose();
      toast({ message: 'Reported. Somebody of the shop will look at it.' });
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title="Report this message" description="The shop reads this message and decides. The other side is not told who reported it." open onOpenChange={(open) => { if (!open) onClose(); }}
      footer={<><Button tone="text" data-close="">Cancel</Button><Button tone="danger" busy={busy} onClick={() => void report()}>Report</Button></>}>
      <Select label="What is wrong" value={reason} options={REASONS} onChange={({ target }) => { if (isReason(target.value)) setReason(target.value); }} />
      <TextAreaField className="mt-4" label="Anything else, if you like" rows={3} maxLength={1000} value={details} onChange={({ target }) => setDetails(target.value)} />
      {problem && <p className="fault mt-3" role="alert">{problem}</p>}
    </Dialog>
  );
}
