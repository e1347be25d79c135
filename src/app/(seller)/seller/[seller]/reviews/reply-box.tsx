'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { TextAreaField } from '@/ui/field';

/** Writes the seller's one answer to a review, changes it, or takes it away. */
export function ReplyBox({ seller, reviewId, reply, about }: { seller: string; reviewId: string; reply: string | null; about: string }) {
  const [writing, setWriting] = useState(false);
  const [text, setText] = useState(reply ?? '');
  const act = useAct();
  const send = () => act.run(async () => {
    await api.reviews.reply.mutate({ seller, reviewId, reply: text });
    setWriting(false);
  });
  const remove = () => act.run(() => api.reviews.deleteReply.mutate({ seller, reviewId }));
  if (!writing) {
    return (
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="s" onClick={() => setWriting(true)}>{reply === null ? 'Answer' : 'Change answer'}<span className="sr-only">: {about}</span></Button>
        {reply !== null && <Button size="s" tone="text" busy={act.busy} onClick={() => void remove()}>Take it away</Button>}
        {act.problem && <p className="fault w-full" role="alert">{act.problem.message}</p>}
      </div>
    );
  }
  return (
    <form className="mt-4 grid gap-3 max-w-[68ch]" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <TextAreaField label="Your answer" name="reply" rows={4} maxLength={4000} required value={text} onChange={(event) => setText(event.target.value)} error={act.problem?.message} />
      <div className="flex gap-2"><Button type="submit" tone="ink" busy={act.busy}>Publish answer</Button><Button tone="text" onClick={() => setWriting(false)}>Cancel</Button></div>
    </form>
  );
}
