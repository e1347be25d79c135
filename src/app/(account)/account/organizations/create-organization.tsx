'use client';

import { useRouter } from 'next/navigation';
import { useState, type SyntheticEvent } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';

/** Founds an organization and opens its page. */
export function CreateOrganization() {
  const router = useRouter();
  const act = useAct();
  const [name, setName] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void act.run(async () => {
      const { slug } = await api.organizations.create.mutate({ name });
      router.push(`/account/organizations/${slug}`);
      return false;
    });
  };
  return (
    <form className="mt-4 flex max-w-[560px] flex-wrap items-end gap-3" onSubmit={submit} noValidate>
      <Field className="min-w-[220px] flex-1" label="Its name" name="organization" autoComplete="organization" maxLength={120} value={name} error={act.problem?.message} onChange={(event) => setName(event.target.value)} />
      <Button type="submit" busy={act.busy}>Found it</Button>
    </form>
  );
}
