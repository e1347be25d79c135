'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useLive } from '@/app/live';

/** As many messages of one moment are drawn at once. */
const GATHER_MS = 150;

/** Draws the list of conversations anew when something is written in one of them. Shows nothing itself. */
export function LiveInbox() {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const draw = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => router.refresh(), GATHER_MS);
  };
  useLive('message', draw);
  useLive('thread', draw);
  useEffect(() => () => clearTimeout(timer.current), []);
  return null;
}
