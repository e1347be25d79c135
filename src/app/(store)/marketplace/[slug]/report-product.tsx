'use client';

import { useState, useSyncExternalStore } from 'react';
import { ReportDialog } from '@/app/report-dialog';
import { readViewer, watchViewer } from '@/app/viewer';
import { api } from '@/trpc/browser';

/** Tells the shop of a product. Only for the signed-in. */
export function ReportProduct({ productId }: { productId: string }) {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const [open, setOpen] = useState(false);
  if (!viewer) return null;
  return <ReportDialog what="product" other="Its seller" trigger="Report this product" triggerClassName="link text-[15px] text-ink-2 min-h-11" open={open} onOpenChange={setOpen} onReport={(report) => api.moderation.reportProduct.mutate({ productId, ...report })} />;
}
