'use client';

import { useState } from 'react';
import { AskProof, asksProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import { useShownOnce } from '@/app/use-shown-once';
import type { PlatformInput } from '@/shared/contracts/platforms';
import type { WebhookEndpointView } from '@/shared/contracts/webhook-endpoints';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Select } from '@/ui/field';
import { EndpointFields, type EndpointTerms } from './endpoint-fields';
import { EVENT_WORDS } from './event-words';
import { ShownSecret } from './shown-secret';

interface Of {
  ids: PlatformInput;
  endpoint: WebhookEndpointView;
}

function Change({ ids, endpoint: { id, url, description, eventTypes } }: Of) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [terms, setTerms] = useState<EndpointTerms>({ url, description, eventTypes: EVENT_WORDS.map(({ type }) => type).filter((type) => eventTypes.includes(type)) });
  const save = () =>
    act.run(async () => {
      await api.webhookEndpoints.update.mutate({ ...ids, endpointId: id, ...terms, eventTypes: [...terms.eventTypes] });
      setOpen(false);
    });
  return (
    <>
      <Dialog title="Change the endpoint" description="What waits to be sent goes to the new address." trigger="Change" triggerClassName="btn btn-line btn-s" triggerLabel={`Change ${url}`} open={open} onOpenChange={setOpen}
        footer={<><Button tone="text" data-close="">Cancel</Button><Button type="submit" form={`change-${id}`} tone="ink" busy={act.busy}>Save</Button></>}>
        <form id={`change-${id}`} className="grid gap-4" noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}><EndpointFields act={act} terms={terms} onChange={setTerms} /></form>
      </Dialog>
      {asksProof(act.problem) && <AskProof problem={act.problem} onProven={() => void save()} />}
    </>
  );
}

const OVERLAPS = [{ value: '24', label: 'A day more' }, { value: '168', label: 'A week more' }, { value: '1', label: 'An hour more' }, { value: '0', label: 'Not any more' }];

function Rotate({ ids, endpoint: { id, url } }: Of) {
  const act = useAct();
  const { open, shown: secret, make, onOpenChange } = useShownOnce<string>(act);
  const [overlap, setOverlap] = useState('24');
  const rotate = () => make(async () => (await api.webhookEndpoints.rotateSecret.mutate({ ...ids, endpointId: id, overlapHours: Number(overlap) })).secret);
  return (
    <>
      <Dialog title="A new secret" description="While both count, each webhook carries a signature by either." trigger="New secret" triggerClassName="btn btn-line btn-s" triggerLabel={`New secret for ${url}`} open={open} onOpenChange={onOpenChange}
        footer={secret === null ? <><Button tone="text" data-close="">Cancel</Button><Button tone="ink" busy={act.busy} onClick={() => void rotate()}>Make it</Button></> : <Button tone="ink" data-close="">I have copied it</Button>}>
        {secret === null ? <Select label="The old one counts" options={OVERLAPS} value={overlap} onChange={({ target }) => setOverlap(target.value)} /> : <ShownSecret secret={secret} />}
        {act.problem && !asksProof(act.problem) && <p className="fault" role="alert">{act.problem.message}</p>}
      </Dialog>
      {asksProof(act.problem) && <AskProof problem={act.problem} onProven={() => void rotate()} />}
    </>
  );
}

const SPANS = [{ value: '24', label: 'Of the last day' }, { value: '168', label: 'Of the last week' }, { value: '720', label: 'Of the last 30 days' }, { value: '2160', label: 'Of the last 90 days' }];

function Replay({ ids, endpoint: { id, url } }: Of) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [span, setSpan] = useState('168');
  const [count, setCount] = useState<number | null>(null);
  const replay = () => act.run(async () => setCount((await api.webhookEndpoints.replaySince.mutate({ ...ids, endpointId: id, sinceHours: Number(span) })).count));
  return (
    <Dialog title="Send again what was missed" description="All that was not delivered, and what happened while the endpoint was disabled. Each keeps its webhook-id." trigger="Replay" triggerClassName="btn btn-line btn-s" triggerLabel={`Replay to ${url}`} open={open} onOpenChange={(next) => { setOpen(next); if (!next) setCount(null); }}
      footer={count === null ? <><Button tone="text" data-close="">Cancel</Button><Button tone="ink" busy={act.busy} onClick={() => void replay()}>Send again</Button></> : <Button tone="ink" data-close="">Close</Button>}>
      {count === null ? <Select label="What was missed" options={SPANS} value={span} onChange={({ target }) => setSpan(target.value)} /> : <p role="status">{count === 0 ? 'Nothing was missed.' : `${count} on their way.`}</p>}
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </Dialog>
  );
}

function Delete({ ids, endpoint: { id, url } }: Of) {
  const act = useAct();
  const [open, setOpen] = useState(false);
  const remove = () =>
    act.run(async () => {
      await api.webhookEndpoints.delete.mutate({ ...ids, endpointId: id });
      setOpen(false);
    });
  return (
    <Dialog title="Delete the endpoint?" description={`Nothing more is sent to ${url}, and the log of it goes too.`} trigger="Delete" triggerClassName="btn btn-text btn-s" triggerLabel={`Delete ${url}`} open={open} onOpenChange={setOpen}
      footer={<><Button tone="text" data-close="">Keep it</Button><Button tone="danger" busy={act.busy} onClick={() => void remove()}>Delete</Button></>}>
      {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
    </Dialog>
  );
}

/** All that can be done to an endpoint. */
export function EndpointActs({ ids, endpoint }: Of) {
  const act = useAct();
  const { id, url, disabledAt } = endpoint;
  const isOn = disabledAt === null;
  return (
    <div>
      <div className="flex flex-wrap gap-2">
        {isOn && <Button size="s" busy={act.busy} onClick={() => void act.run(() => api.webhookEndpoints.sendTest.mutate({ ...ids, endpointId: id }))} aria-label={`Send a test to ${url}`}>Send a test</Button>}
        {isOn && <Replay ids={ids} endpoint={endpoint} />}
        <Change ids={ids} endpoint={endpoint} />
        <Rotate ids={ids} endpoint={endpoint} />
        <Button size="s" tone={isOn ? 'text' : 'ink'} busy={act.busy} onClick={() => void act.run(() => api.webhookEndpoints.switch.mutate({ ...ids, endpointId: id, isOn: !isOn }))} aria-label={`${isOn ? 'Disable' : 'Enable'} ${url}`}>{isOn ? 'Disable' : 'Enable'}</Button>
        <Delete ids={ids} endpoint={endpoint} />
      </div>
      {act.problem && <p className="fault mt-2" role="alert">{act.problem.message}</p>}
    </div>
  );
}
