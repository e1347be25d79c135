'use client';

import { useState, type SyntheticEvent } from 'react';
import { trpc } from '@/trpc/client';
import { problemOf } from '@/trpc/problem-of';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { useToast } from '@/ui/toast';

export function NameForm({ displayName }: { displayName: string }) {
  const [name, setName] = useState(displayName);
  const [missing, setMissing] = useState(false);
  const toast = useToast();
  const rename = trpc.account.rename.useMutation({ onSuccess: () => toast({ message: 'Your name is saved.' }) });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() !== '') rename.mutate({ displayName: name });
  };
  return (
    <form className="mt-4 flex max-w-[560px] flex-wrap items-end gap-3" onSubmit={submit} noValidate>
      <Field className="min-w-[220px] flex-1" label="How others see you" name="name" autoComplete="name" maxLength={80} value={name} error={missing ? 'Write a name.' : rename.error ? problemOf(rename.error).message : undefined} onChange={(event) => setName(event.target.value)} />
      <Button type="submit" busy={rename.isPending}>Save</Button>
    </form>
  );
}
