'use client';

import { useSyncExternalStore } from 'react';
import { readablePath } from '@/app/readable-path';
import { Keycut } from '@/ui/covers/keycut';

const noWatch = () => () => undefined;

/** The 404's own words, with a key cut from the address that was asked for. */
export function WrongPath() {
  const path = useSyncExternalStore(noWatch, () => readablePath(window.location.pathname), () => '');
  return (
    <>
      <p className="h-[64px] lg:h-[88px]">{path && <Keycut slug={path.slice(1)} className="w-[240px] lg:w-[330px] h-auto" />}</p>
      <h1 className="d1 mt-6 max-w-[12ch]">This key fits no&nbsp;lock</h1>
      <p className="mt-5 text-lg text-ink-2 max-w-[58ch]">It may have been renamed, or one letter is off. There is nothing at</p>
      <p className="mono text-lg mt-1 line-clamp-1 min-h-[26px]">{path}</p>
    </>
  );
}
