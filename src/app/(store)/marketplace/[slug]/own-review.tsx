'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { useAct } from '@/app/use-act';
import { readViewer, watchViewer } from '@/app/viewer';
import type { OwnReview as Own } from '@/shared/contracts/reviews';
import { api } from '@/trpc/browser';
import { Button } from '@/ui/button';
import { Chip } from '@/ui/chip';
import { Dialog } from '@/ui/dialog';
import { ReviewForm } from './review-form';
import { ReviewView } from '@/app/_reviews/review-view';

/** What the viewer said of a product, to change or delete; or a form, for who bought it. Nothing for everybody else. */
export function OwnReview({ productId, title }: { productId: string; title: string }) {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const [own, setOwn] = useState<Own | null>(null);
  const [writing, setWriting] = useState(false);
  const [asking, setAsking] = useState(false);
  const act = useAct();
  useEffect(() => {
    // Without an answer there is no form; the next page asks again.
    if (viewer) api.reviews.own.query({ productId }).then(setOwn, () => undefined);
  }, [viewer, productId]);
  if (!own) return null;
  const { review, mayReview } = own;
  const written = async () => {
    setOwn(await api.reviews.own.query({ productId }));
    setWriting(false);
  };
  const remove = () => act.run(async () => {
    if (review) await api.reviews.delete.mutate({ reviewId: review.id });
    setOwn(await api.reviews.own.query({ productId }));
    setAsking(false);
  });
  if (writing) return <div className="mt-6"><ReviewForm productId={productId} review={review} onWritten={written} onCancel={() => setWriting(false)} /></div>;
  if (!review) return mayReview ? <Button className="mt-6" onClick={() => setWriting(true)}>Review {title}</Button> : null;
  return (
    <section className="mt-6 panel p-4" aria-label="Your review">
      <p className="lab mb-2">Your review {review.isHidden && <Chip tone="warn">Hidden by a moderator</Chip>}</p>
      <ReviewView review={review} />
      {!review.isHidden && (
        <div className="mt-3 flex gap-2">
          <Button size="s" onClick={() => setWriting(true)}>Change</Button>
          <Dialog title="Delete your review?" description="It stops counting, and the seller’s answer goes with it." trigger="Delete" triggerClassName="btn btn-text btn-s" open={asking} onOpenChange={setAsking}
            footer={<><Button tone="text" data-close="">Keep it</Button><Button tone="danger" busy={act.busy} onClick={() => void remove()}>Delete</Button></>}>
            {act.problem && <p className="fault" role="alert">{act.problem.message}</p>}
          </Dialog>
        </div>
      )}
    </section>
  );
}
