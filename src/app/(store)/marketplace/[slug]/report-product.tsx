'use client';

import { useState, useSyncExternalStore } from 'react';
import { ReportDialog } from '@/app/report-dialog';
import { readViewer, watchViewer } from '@/app/viewer';
import { api } from '@/trpc/browser';
import { SignInToReport } from './sign-in-to-report';

const LOOK = 'tap link text-[15px] text-ink-2';

/** Tells the shop of a product; visitors sign in first. */
export function ReportProduct({ productId }: { productId: string }) {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const [open, setOpen] = useState(false);
  if (!viewer) return <SignInToReport className={LOOK}>Report this product</SignInToReport>;
  return <ReportDialog what="product" other="Its seller" trigger="Report this product" triggerClassName={LOOK} open={open} onOpenChange={setOpen} onReport={(report) => api.moderation.reportProduct.mutate({ productId, ...report })} />;
}
