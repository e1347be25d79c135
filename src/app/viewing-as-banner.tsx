'use client';

import { Eye } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Viewer } from '@/app/viewer';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { formatTime } from '@/ui/format';

/** It cannot be put away; its button is the way back, and so is the clock. */
export default function ViewingAsBanner({ name, until }: NonNullable<Viewer['seenAs']>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => window.location.assign('/admin/users'), Math.max(1_000, new Date(until).getTime() - performance.timeOrigin - performance.now()));
    return () => clearTimeout(timer);
  }, [until]);
  const stop = async () => {
    setBusy(true);
    try {
      const { personId } = await api.impersonation.end.mutate();
      window.location.assign(personId === null ? '/admin/users' : `/admin/users/${personId}`);
    } catch (error) {
      setProblem(problemOf(error).message);
      setBusy(false);
    }
  };
  return (
    <aside aria-label="You look as somebody else" className="viewing-as">
      <div className="wrap flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-2.5">
        <p className="flex items-center gap-3 min-w-0"><Eye className="ic size-5 flex-none" aria-hidden="true" /><span className="break-words min-w-0">You see the shop as <strong>{name}</strong> until {formatTime(until)}. Nothing can be changed.</span></p>
        <Button tone="danger" size="s" busy={busy} onClick={() => void stop()}>Stop</Button>
      </div>
      {problem !== null && <p className="wrap fault pb-2" role="alert">{problem}</p>}
    </aside>
  );
}
