'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { AvatarView } from '@/shared/contracts/account';
import { api } from '@/trpc/browser';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { Dropzone } from '@/ui/dropzone';
import { sendAvatar } from './send-avatar';

/** The picture, another one, or none. */
export function AvatarForm({ name, avatar }: { name: string; avatar: AvatarView | null }) {
  const act = useAct();
  const removal = useAct();
  const [refusal, setRefusal] = useState('');
  const give = ([file]: File[]) =>
    void act.run(async () => {
      if (!file) return false;
      const message = await sendAvatar(file);
      setRefusal(message ?? '');
      return message === null;
    });
  const remove = () => void removal.run(() => api.account.removeAvatar.mutate());
  const fault = refusal || act.problem?.message || removal.problem?.message;
  return (
    <div className="mt-4 flex max-w-[560px] flex-wrap items-start gap-6">
      <Avatar name={name} picture={avatar?.medium ?? null} size="l" />
      <div className="min-w-[240px] flex-1">
        <Dropzone label="Drop a picture" hint="PNG, JPEG, WebP or AVIF, up to 10 MB. Its middle is shown as a square." accept=".png,.jpg,.jpeg,.webp,.avif" disabled={act.busy} onFiles={give} />
        <p className="min-h-5 mt-2 text-sm text-ink-2" role="status">{act.busy && 'Taking it in…'}</p>
        {fault && <p className="fault" role="alert">{fault}</p>}
        {avatar && <div className="mt-2"><Button busy={removal.busy} onClick={remove}>Remove the picture</Button></div>}
      </div>
    </div>
  );
}
