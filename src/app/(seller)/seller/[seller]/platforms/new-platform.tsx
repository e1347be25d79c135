'use client';

import { useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button, LinkButton } from '@/ui/button';
import { Field } from '@/ui/field';
import { ShownKey } from '@/app/shown-key';
import { SnippetList } from './snippet-list';
import { toSnippets } from './snippets';

interface Made {
  platformId: string;
  key: string;
}

/** Sells an API: a name is enough. What comes back is the first key, with the first call ready to paste. */
export function NewPlatform({ seller, apiUrl }: { seller: string; apiUrl: string }) {
  const act = useAct();
  const [name, setName] = useState('');
  const [made, setMade] = useState<Made | null>(null);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void act.run(async () => {
      setMade(await api.platforms.create.mutate({ seller, name }));
      return false;
    });
  };
  if (made !== null) {
    const home = `/seller/${seller}/platforms/${made.platformId}`;
    return (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <ShownKey text={made.key} name="First key" />
        <section aria-labelledby="first-call">
          <h2 id="first-call" className="d4">Make the first call</h2>
          <p className="text-ink-2 mt-1 mb-4 max-w-[64ch]">It counts one call of a customer you name; somebody new is made by it.</p>
          <SnippetList snippets={toSnippets({ apiUrl, meter: 'calls', apiKey: made.key })} />
        </section>
        <div className="flex flex-wrap gap-2"><LinkButton tone="ink" href={home}>To the platform</LinkButton><LinkButton href={`${home}/tiers`}>Set up tiers</LinkButton></div>
      </div>
    );
  }
  const fault = act.faultBeside(['name']);
  return (
    <form className="grid max-w-[480px] gap-4" onSubmit={submit} noValidate>
      <Field label="What is the API called?" name="name" maxLength={80} autoComplete="off" placeholder="Weather" value={name} error={act.faultOf('name')} onChange={({ target }) => setName(target.value)} />
      <div>
        <Button type="submit" tone="ink" busy={act.busy}>Sell an API</Button>
        {fault && <p className="fault" role="alert">{fault}</p>}
      </div>
    </form>
  );
}
