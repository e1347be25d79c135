'use client';

import { useState, useSyncExternalStore } from 'react';
import { ReportDialog } from '@/app/report-dialog';
import { readViewer, watchViewer } from '@/app/viewer';
import { api } from '@/trpc/browser';

/** Brings a review before the moderators. Only for the signed-in; a person counts once. */
export function ReportReview({ reviewId }: { reviewId: string }) {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const [open, setOpen] = useState(false);
  if (!viewer) return null;
  return <ReportDialog what="review" other="Its author" trigger="Report" triggerClassName="link" open={open} onOpenChange={setOpen} onReport={(report) => api.reviews.report.mutate({ reviewId, ...report })} />;
}
