'use client';

import { useState } from 'react';
import { CopyText } from '@/app/copy-text';
import { useAct } from '@/app/use-act';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { PlatformInput } from '@/shared/contracts/platforms';
import type { UsageLinkView } from '@/shared/contracts/platform-stats';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Select } from '@/ui/field';
import { formatDate } from '@/ui/format';

const ENDS = [{ value: '30', label: '30 days' }, { value: '90', label: '90 days' }, { value: '365', label: 'A year' }];

/** Links with which this customer sees its own usage: made, copied and taken back. */
export function UsageLinkDialog({ ids, mode, externalId }: { ids: PlatformInput; mode: PlatformMode; externalId: string }) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [ends, setEnds] = useState('90');
  const [links, setLinks] = useState<UsageLinkView[] | null>(null);
  const read = async () => {
    setLinks(await api.platformStats.links.query({ ...ids, mode, externalId }));
    return false;
  };
  const make = () => act.run(async () => { await api.platformStats.createLink.mutate({ ...ids, mode, externalId, expiresInDays: Number(ends) }); return read(); });
  const revoke = (linkId: string) => act.run(async () => { await api.platformStats.revokeLink.mutate({ ...ids, linkId }); return read(); });
  return (
    <Dialog title={`The usage page of ${externalId}`} description="Whoever has the link sees plan, use and what is left, without signing in." trigger="Usage page" triggerClassName="btn btn-line btn-s" triggerLabel={`Usage page of ${externalId}`} open={open} onOpenChange={(next) => { setOpen(next); if (next) void act.run(read); }}
      footer={<Button tone="text" data-close="">Close</Button>}>
      <div className="flex flex-wrap items-end gap-2"><Select label="A new link works for" options={ENDS} value={ends} onChange={({ target }) => setEnds(target.value)} className="flex-1 basis-[160px]" /><Button tone="ink" busy={act.busy} onClick={() => void make()}>Make a link</Button></div>
      {links?.length === 0 && <p className="text-ink-2 mt-4">No link works at the moment.</p>}
      {links !== null && links.length > 0 && (
        <ul className="ruled mt-4 border-t border-ink">
          {links.map(({ id, url, expiresAt, createdAt }) => (
            <li key={id} className="py-3">
              <a href={url} target="_blank" rel="noreferrer" className="mono text-sm link break-all">{url}</a>
              <p className="text-sm text-ink-2 mt-1">Made {formatDate(createdAt)}, works until {formatDate(expiresAt)}</p>
              <div className="mt-2 flex flex-wrap gap-2"><CopyText text={url} label="Copy" /><Button size="s" tone="text" onClick={() => void revoke(id)}>Take it back</Button></div>
            </li>
          ))}
        </ul>
      )}
      {act.problem && <p className="fault mt-2" role="alert">{act.problem.message}</p>}
    </Dialog>
  );
}
