'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { SellerLifecycle } from '@/shared/contracts/sellers';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextAreaField } from '@/ui/field';
import { useToast } from '@/ui/toast';

interface Props {
  slug: string;
  name: string;
  lifecycle: SellerLifecycle;
}

const REASONED = {
  decline: { label: 'Decline', title: 'Decline', says: 'They read the reason and may apply anew.', done: 'was declined' },
  suspend: { label: 'Suspend', title: 'Suspend', says: 'Its products leave the listing until you let it sell again. What buyers own is not touched, and paid orders are still to be sent.', done: 'is suspended' },
  close: { label: 'Close for good', title: 'Close', says: 'Its products leave the listing for good. What buyers own is not touched, and what it is owed is still paid.', done: 'is closed' },
} as const;
type Reasoned = keyof typeof REASONED;

const CALLS = {
  decline: api.admin.declineSeller,
  suspend: api.admin.suspendSeller,
  close: api.admin.closeSeller,
};

const POSSIBLE: Record<SellerLifecycle, readonly (Reasoned | 'approve' | 'reinstate')[]> = {
  applied: ['approve', 'decline'],
  approved: ['close'],
  active: ['suspend', 'close'],
  suspended: ['reinstate', 'close'],
  closed: [],
  declined: [],
};

function ReasonedAct({ kind, slug, name }: { kind: Reasoned; slug: string; name: string }) {
  const act = useAct();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { label, title, says, done } = REASONED[kind];
  const run = () =>
    act.run(async () => {
      await CALLS[kind].mutate({ seller: slug, reason });
      setOpen(false);
      toast({ message: `${name} ${done}.` });
    });
  return (
    <Dialog title={`${title} ${name}?`} description={says} open={open} onOpenChange={setOpen} trigger={label} triggerClassName={kind === 'decline' ? 'btn btn-line' : 'btn btn-danger'}
      footer={<><Button tone="text" data-close="">Leave it</Button><Button tone="danger" busy={act.busy} onClick={() => void run()}>{label}</Button></>}>
      <TextAreaField label="Reason" hint="They read it in the mail." rows={4} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} error={act.problem?.message} />
    </Dialog>
  );
}

/** What an admin may do about a seller where it stands. Each is told to its people by mail and kept in the audit log. */
export function SellerActs({ slug, name, lifecycle }: Props) {
  const act = useAct();
  const toast = useToast();
  const possible = POSSIBLE[lifecycle];
  const approve = () =>
    act.run(async () => {
      await api.admin.approveSeller.mutate({ seller: slug });
      toast({ message: `${name} may sell.` });
    });
  const reinstate = () =>
    act.run(async () => {
      await api.admin.reinstateSeller.mutate({ seller: slug });
      toast({ message: `${name} sells again.` });
    });
  if (possible.length === 0) return null;
  return (
    <div className="mt-5 flex flex-wrap gap-2">
      {possible.includes('approve') && <Button tone="ink" busy={act.busy} onClick={() => void approve()}>Approve</Button>}
      {possible.includes('reinstate') && <Button tone="ink" busy={act.busy} onClick={() => void reinstate()}>Let it sell again</Button>}
      {(['decline', 'suspend', 'close'] as const).filter((kind) => possible.includes(kind)).map((kind) => <ReasonedAct key={kind} kind={kind} slug={slug} name={name} />)}
      {act.problem && <p className="fault basis-full" role="alert">{act.problem.message}</p>}
    </div>
  );
}
