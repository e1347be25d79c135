'use client';

import { useState } from 'react';
import { AskProof, asksProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import { useShownOnce } from '@/app/use-shown-once';
import type { PlatformMode } from '@/shared/contracts/api-keys';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { EndpointFields, type EndpointTerms } from './endpoint-fields';
import { EVENT_WORDS } from './event-words';
import { ShownSecret } from './shown-secret';

const FIRST: EndpointTerms = { url: '', description: '', eventTypes: EVENT_WORDS.map(({ type }) => type) };

/** Adds an endpoint, and shows its secret. */
export function NewEndpoint({ ids, mode }: { ids: PlatformInput; mode: PlatformMode }) {
  const act = useAct();
  const { open, shown: secret, make, onOpenChange } = useShownOnce<string>(act);
  const [terms, setTerms] = useState(FIRST);
  const create = () =>
    make(async () => {
      const made = await api.webhookEndpoints.create.mutate({ ...ids, mode, ...terms, eventTypes: [...terms.eventTypes] });
      setTerms(FIRST);
      return made.secret;
    });
  return (
    <>
      <Dialog title={`A new ${mode} endpoint`} trigger="Add an endpoint" triggerClassName="btn btn-ink" open={open} onOpenChange={onOpenChange}
        footer={secret !== null ? <Button tone="ink" data-close="">I have copied it</Button> : <><Button tone="text" data-close="">Cancel</Button><Button type="submit" form="new-endpoint" tone="ink" busy={act.busy}>Add it</Button></>}>
        {secret !== null ? <ShownSecret secret={secret} /> : (
          <form id="new-endpoint" className="grid gap-4" noValidate onSubmit={(event) => { event.preventDefault(); void create(); }}>
            <EndpointFields act={act} terms={terms} onChange={setTerms} />
          </form>
        )}
      </Dialog>
      {asksProof(act.problem) && <AskProof problem={act.problem} onProven={() => void create()} />}
    </>
  );
}
