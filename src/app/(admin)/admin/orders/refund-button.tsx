'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextAreaField } from '@/ui/field';
import { useToast } from '@/ui/toast';

interface RefundableOrder {
  id: string;
  number: string;
  /** What is left to give back, in words. */
  left: string;
  buyerEmail: string;
}

/** Asks once, with the sum and a reason, then gives everything back and takes the keys. */
export function RefundButton({ order }: { order: RefundableOrder }) {
  const router = useRouter();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function refund(): Promise<void> {
    if (reason.trim().length < 3) {
      setProblem('Say why, in three letters or more: the reason is kept with the order.');
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const { status } = await api.admin.refundOrder.mutate({ orderId: order.id, reason });
      setOpen(false);
      toast({ message: status === 'succeeded' ? `${order.left} of ${order.number} went back.` : `The refund of ${order.number} is under way.` });
      router.refresh();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog title={`Refund ${order.number}?`} description={`${order.left} go back to ${order.buyerEmail}, and the keys of this order stop working.`} open={open} onOpenChange={setOpen}
      trigger="Refund" triggerClassName="btn btn-line btn-s"
      footer={<><Button tone="text" data-close="">Keep it</Button><Button tone="danger" busy={busy} onClick={() => void refund()}>Refund {order.left}</Button></>}>
      <TextAreaField label="Reason" rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} error={problem} />
    </Dialog>
  );
}
