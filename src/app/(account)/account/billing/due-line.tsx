'use client';

import { useEffect, useState } from 'react';
import type { DueView } from '@/shared/contracts/subscriptions';
import { api } from '@/trpc/browser';
import { formatMoney } from '@/ui/format';

/** What is open, asked of Stripe after the page is there: an unpaid invoice may be of another plan, or of two months. */
export function DueLine({ subscriptionId }: { subscriptionId: string }) {
  const [due, setDue] = useState<DueView | 'unknown' | undefined>();
  useEffect(() => {
    let isGone = false;
    const show = (found: DueView | 'unknown') => { if (!isGone) setDue(found); };
    api.subscriptions.due.query({ subscriptionId }).then(show, () => show('unknown'));
    return () => { isGone = true; };
  }, [subscriptionId]);
  if (due === undefined) return <span className="text-ink-2">Asking Stripe</span>;
  if (due === 'unknown') return <span className="text-ink-2">Stripe does not answer just now</span>;
  return <>{formatMoney(due.amountMinor, due.currency)}</>;
}
