'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { PlatformInput } from '@/shared/contracts/platforms';
import type { WebhookDeliveryDetail, WebhookDeliveryView } from '@/shared/contracts/webhook-endpoints';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { formatDateTime } from '@/ui/format';

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

function Text({ label, children }: { label: string; children: string }) {
  return (
    <div>
      <p className="label">{label}</p>
      <pre className="panel p-3 mono text-sm whitespace-pre-wrap break-words max-h-[260px] overflow-y-auto" tabIndex={0} role="region" aria-label={label}>{children}</pre>
    </div>
  );
}

/** What was sent and what was answered, and the way to have it sent again. */
export function DeliveryDialog({ ids, delivery, mayChange }: { ids: PlatformInput; delivery: WebhookDeliveryView; mayChange: boolean }) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [detail, setDetail] = useState<WebhookDeliveryDetail | null>(null);
  const { id, type, eventId, url, attempts, lastStatus, lastError, lastAttemptAt, lastDurationMs } = delivery;
  const show = (next: boolean) => {
    setOpen(next);
    setDetail(null);
    if (next) void act.run(async () => { setDetail(await api.webhookEndpoints.delivery.query({ ...ids, deliveryId: id })); return false; });
  };
  const replay = () =>
    act.run(async () => {
      await api.webhookEndpoints.replay.mutate({ ...ids, deliveryId: id });
      setOpen(false);
    });
  return (
    <Dialog title={type} description={<span className="break-all">To {url}</span>} trigger="Look" triggerClassName="btn btn-line btn-s" triggerLabel={`Look at ${type}, ${eventId}`} open={open} onOpenChange={show}
      footer={<><Button tone="text" data-close="">Close</Button>{mayChange && <Button tone="ink" busy={act.busy} onClick={() => void replay()}>Send again</Button>}</>}>
      <div className="grid gap-4">
        <p className="text-sm text-ink-2"><span className="mono break-all">webhook-id: {eventId}</span></p>
        {detail && <Text label="What is sent">{pretty(detail.payload)}</Text>}
        {lastAttemptAt === null ? <p className="text-ink-2">Not sent yet.</p> : (
          <p className="text-sm text-ink-2">Attempt {attempts}, {formatDateTime(lastAttemptAt)}{lastDurationMs === null ? '' : `, ${lastDurationMs} ms`}: {lastStatus === null ? (lastError ?? 'under way') : `answered ${lastStatus}`}.</p>
        )}
        {detail?.lastAnswer && <Text label="What was answered">{detail.lastAnswer}</Text>}
        {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
      </div>
    </Dialog>
  );
}
