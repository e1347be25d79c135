'use client';

import { useState } from 'react';
import { AskProof } from '@/app/ask-proof';
import { useAct } from '@/app/use-act';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { ShownKey } from '@/app/shown-key';
import { SnippetList } from '../../snippet-list';
import { toSnippets } from '../../snippets';

const NAME = 'Quick start';

interface Props {
  ids: PlatformInput;
  apiUrl: string;
  meter: string;
  mayChange: boolean;
  isLive: boolean;
}

/** Keys are shown once, so what stands in the snippets is one that is made now. */
export function QuickStart({ ids, apiUrl, meter, mayChange, isLive }: Props) {
  const act = useAct();
  const [apiKey, setApiKey] = useState<string | undefined>();
  const make = (mode: 'preview' | 'live') =>
    act.run(async () => {
      const made = await api.platforms.createKey.mutate({ ...ids, mode, name: NAME, scopes: ['usage:write', 'usage:read', 'customers:read', 'customers:write', 'checkout:write', 'tiers:read'], expiresInDays: null });
      setApiKey(made.key);
      return false;
    });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      {apiKey !== undefined ? <ShownKey text={apiKey} name={NAME} /> : mayChange && (
        <div>
          <div className="flex flex-wrap gap-2">
            <Button tone="ink" busy={act.busy} onClick={() => void make('preview')}>Make a preview key and fill it in</Button>
            {isLive && <Button busy={act.busy} onClick={() => void make('live')}>A live key instead</Button>}
          </div>
          {/* A preview key asks for no proof. */}
          <AskProof problem={act.problem} onProven={() => void make('live')} />
        </div>
      )}
      <SnippetList snippets={toSnippets({ apiUrl, meter, apiKey })} />
    </div>
  );
}
