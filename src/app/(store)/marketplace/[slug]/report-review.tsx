'use client';

import { useState, useSyncExternalStore } from 'react';
import { ReportDialog } from '@/app/report-dialog';
import { readViewer, watchViewer } from '@/app/viewer';
import { SignInToReport } from './sign-in-to-report';
import { api } from '@/trpc/browser';

/** Brings a review before the moderators; visitors sign in first. A person counts once. */
export function ReportReview({ reviewId }: { reviewId: string }) {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const [open, setOpen] = useState(false);
  if (!viewer) return <SignInToReport className="tap -my-3 link">Report</SignInToReport>;
  return <ReportDialog what="review" other="Its author" trigger="Report" triggerClassName="tap -my-3 link" open={open} onOpenChange={setOpen} onReport={(report) => api.reviews.report.mutate({ reviewId, ...report })} />;
}
