'use client';

import { useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import type { PlatformInput } from '@/shared/contracts/platforms';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Field, TextAreaField } from '@/ui/field';
import { useToast } from '@/ui/toast';

interface Settings {
  name: string;
  meters: readonly string[];
  allowedOrigins: readonly string[];
  graceDays: number;
}

const words = (text: string) => text.split(/[\s,]+/).filter(Boolean);

/** How a platform is called, what it counts, and from where browsers may call it. */
export function SettingsForm({ ids, first }: { ids: PlatformInput; first: Settings }) {
  const act = useAct();
  const toast = useToast();
  const [draft, setDraft] = useState({ name: first.name, meters: first.meters.join(' '), allowedOrigins: first.allowedOrigins.join('\n'), graceDays: String(first.graceDays) });
  const change = (name: keyof typeof draft) => ({ name, value: draft[name], onChange: ({ target }: { target: { value: string } }) => setDraft({ ...draft, [name]: target.value }) });
  // A fault in a list names its place in it, such as meters.1.
  const fault = (name: string) => (act.problem?.field?.split('.')[0] === name ? act.problem.message : undefined);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void act.run(async () => {
      await api.platforms.update.mutate({ ...ids, name: draft.name, meters: words(draft.meters), allowedOrigins: words(draft.allowedOrigins), graceDays: Number(draft.graceDays || 'NaN') });
      toast({ message: 'The settings are saved.' });
    });
  };
  const beside = act.problem && !['name', 'meters', 'allowedOrigins', 'graceDays'].includes(act.problem.field?.split('.')[0] ?? '') ? act.problem.message : undefined;
  return (
    <form className="mt-4 grid max-w-[640px] gap-5" onSubmit={submit} noValidate>
      <Field label="Name" maxLength={80} autoComplete="off" error={fault('name')} {...change('name')} />
      <Field label="Meters" autoComplete="off" inputClassName="mono" hint="What you count, in small letters: calls tokens. Each has the tier’s limit for itself." error={fault('meters')} {...change('meters')} />
      <TextAreaField label="Allowed origins" rows={3} hint="One a line, such as https://app.example. Browsers there may call with a signed token; checkouts lead back there alone. Empty: no browser calls." error={fault('allowedOrigins')} {...change('allowedOrigins')} />
      <Field label="Grace after a failed payment, days" type="number" inputMode="numeric" min={0} max={60} className="max-w-[240px]" error={fault('graceDays')} {...change('graceDays')} />
      <div>
        <Button type="submit" busy={act.busy}>Save</Button>
        {beside && <p className="fault" role="alert">{beside}</p>}
      </div>
    </form>
  );
}
