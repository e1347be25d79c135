'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { TextAreaField } from '@/ui/field';
import { useToast } from '@/ui/toast';

/** Asks for another look, once. */
export function AppealForm({ caseId }: { caseId: string }) {
  const act = useAct();
  const toast = useToast();
  const [text, setText] = useState('');
  const send = () =>
    act.run(async () => {
      await api.moderation.appeal.mutate({ caseId, text });
      toast({ message: 'Sent. Somebody else looks at it and writes to you.' });
    });
  return (
    <form className="mt-4 grid gap-4 max-w-[64ch]" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <TextAreaField label="Why you think we are wrong" name="text" rows={5} maxLength={2000} value={text} error={act.problem?.message} onChange={(event) => setText(event.target.value)} />
      <div><Button type="submit" tone="ink" busy={act.busy} disabled={text.trim() === ''}>Ask for another look</Button></div>
    </form>
  );
}
