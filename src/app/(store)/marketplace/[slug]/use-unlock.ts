'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { VariantOffer } from '@/shared/contracts/catalog';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';

/** What it costs at once: nothing while it can be tried. */
const dueToday = ({ interval, trialDays, priceMinor }: VariantOffer) => (interval !== null && trialDays > 0 ? 0 : priceMinor);

/** Starts a checkout and goes where the server says; visitors sign in first and come back. What went wrong is a sentence; `isChanged`: it is not as this page said. */
export function useUnlock(): { unlock: (variant: VariantOffer, organizationId?: string) => Promise<void>; busy: boolean; problem: string | null; isChanged: boolean } {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isChanged, setChanged] = useState(false);

  async function unlock(variant: VariantOffer, organizationId?: string): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      const { redirectUrl } = await api.orders.startCheckout.mutate({ variantId: variant.id, expectedPriceMinor: dueToday(variant), expectedCurrency: variant.currency, ...(organizationId && { organizationId }) });
      window.location.assign(redirectUrl);
    } catch (error) {
      const found = problemOf(error);
      setBusy(false);
      if (found.code === 'UNAUTHENTICATED' || found.status === 401) {
        router.push(`/sign-in?callbackUrl=${encodeURIComponent(window.location.pathname)}`);
        return;
      }
      setProblem(found.message);
      // A price may have changed under the page: show the one that counts.
      if (found.code !== 'CONFLICT') return;
      setChanged(true);
      router.refresh();
    }
  }
  return { unlock, busy, problem, isChanged };
}
