'use client';

import { useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { useToast } from '@/ui/toast';

export function OrganizationName({ organization, name: saved }: { organization: string; name: string }) {
  const act = useAct();
  const toast = useToast();
  const [name, setName] = useState(saved);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void act.run(async () => {
      await api.organizations.rename.mutate({ organization, name });
      toast({ message: 'The name is saved.' });
    });
  };
  return (
    <form className="mt-4 flex max-w-[560px] flex-wrap items-end gap-3" onSubmit={submit} noValidate>
      <Field className="min-w-[220px] flex-1" label="How others see it" name="organization-name" autoComplete="off" maxLength={120} value={name} error={act.problem?.message} onChange={(event) => setName(event.target.value)} />
      <Button type="submit" busy={act.busy}>Save</Button>
    </form>
  );
}
