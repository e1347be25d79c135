'use client';

import { useState } from 'react';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

interface Props {
  threadId: string;
  otherName: string;
  isBlocked: boolean;
  onDone: () => void;
}

/** Closes all conversations with the other side, or opens them again. */
export function BlockButton({ threadId, otherName, isBlocked, onDone }: Props) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const act = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await api.messages.block.mutate({ threadId, blocked: !isBlocked });
      setOpen(false);
      onDone();
    } catch (error) {
      setProblem(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  };
  if (isBlocked) return <Button size="s" busy={busy} onClick={() => void act()}>Unblock {otherName}</Button>;
  return (
    <Dialog title={`Block ${otherName}`} description="Neither of you can write to the other any more, in this conversation or another, until you unblock them. What was written stays. Orders, refunds and returns are not touched." open={open} onOpenChange={setOpen} trigger="Block" triggerClassName="btn btn-text btn-s"
      footer={<><Button tone="text" data-close="">Keep it open</Button><Button tone="danger" busy={busy} onClick={() => void act()}>Block {otherName}</Button></>}>
      {problem && <p className="fault" role="alert">{problem}</p>}
    </Dialog>
  );
}
