'use client';

import { useState } from 'react';
import { useAct } from '@/app/use-act';
import type { Review } from '@/shared/contracts/reviews';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Field, TextAreaField } from '@/ui/field';
import { StarChoice } from '@/ui/star-choice';

/** Writes a review or changes it. */
export function ReviewForm({ productId, review, onWritten, onCancel }: { productId: string; review: Review | null; onWritten: () => Promise<void>; onCancel: () => void }) {
  const [rating, setRating] = useState(review?.rating ?? null);
  const [title, setTitle] = useState(review?.title ?? '');
  const [body, setBody] = useState(review?.body ?? '');
  const [missing, setMissing] = useState(false);
  const act = useAct();
  const send = () => {
    setMissing(rating === null);
    if (rating === null) return;
    void act.run(async () => {
      if (review) await api.reviews.edit.mutate({ reviewId: review.id, rating, title, body });
      else await api.reviews.write.mutate({ productId, rating, title, body });
      await onWritten();
    });
  };
  return (
    <form aria-label="Your review" className="grid gap-4" onSubmit={(event) => { event.preventDefault(); send(); }}>
      <StarChoice legend="How good is it" value={rating} onChange={setRating} error={missing ? 'Choose one to five stars.' : act.faultOf('rating')} />
      <Field label="In a line (may stay empty)" name="title" maxLength={120} value={title} onChange={(event) => setTitle(event.target.value)} error={act.faultOf('title')} />
      <TextAreaField label="What should others know (may stay empty)" name="body" rows={6} maxLength={4000} value={body} onChange={(event) => setBody(event.target.value)} error={act.faultOf('body')} hint="Everybody can read it, with the name of your profile and what you bought." />
      {act.faultBeside(['rating', 'title', 'body']) && <p className="fault" role="alert">{act.faultBeside(['rating', 'title', 'body'])}</p>}
      <div className="flex gap-2"><Button type="submit" tone="ink" busy={act.busy}>{review ? 'Save' : 'Publish'}</Button><Button tone="text" onClick={onCancel}>Cancel</Button></div>
    </form>
  );
}
