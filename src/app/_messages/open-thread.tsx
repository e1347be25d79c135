'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { readViewer } from '@/app/viewer';
import type { OpenThreadInput } from '@/shared/contracts/messages';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';

interface Props {
  about: OpenThreadInput['about'];
  /** The address of the list the conversation is shown under. */
  base?: string;
  children: string;
  small?: boolean;
}

/** Goes to the conversation about something, which is there as soon as it is asked for. Visitors sign in first and come back. */
export function OpenThread({ about, base = '/account/messages', children, small = false }: Props) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const signIn = () => router.push(`/sign-in?callbackUrl=${encodeURIComponent(window.location.pathname)}`);
  const open = async () => {
    if (readViewer() === null) {
      signIn();
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      // Fetched when somebody asks; most who look at a page do not.
      const { api } = await import('@/trpc/browser');
      const { threadId } = await api.messages.open.mutate({ about });
      router.push(`${base}/${threadId}`);
    } catch (error) {
      const found = problemOf(error);
      setBusy(false);
      if (found.code === 'UNAUTHENTICATED' || found.status === 401) signIn();
      else setProblem(found.message);
    }
  };
  return (
    <div>
      <Button size={small ? 's' : 'm'} busy={busy} onClick={() => void open()}>{children}</Button>
      {problem && <p className="fault mt-2" role="alert">{problem}</p>}
    </div>
  );
}
