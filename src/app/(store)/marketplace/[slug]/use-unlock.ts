'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { VariantOffer } from '@/shared/contracts/catalog';
import { api } from '@/trpc/browser';
import { problemOf } from '@/trpc/problem-of';

/** Starts a checkout and goes where the server says; visitors sign in first and come back. What went wrong is a sentence. */
export function useUnlock(): { unlock: (variant: VariantOffer, organizationId?: string) => Promise<void>; busy: boolean; problem: string | null } {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function unlock(variant: VariantOffer, organizationId?: string): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      const { redirectUrl } = await api.orders.startCheckout.mutate({ variantId: variant.id, expectedPriceMinor: variant.priceMinor, expectedCurrency: variant.currency, ...(organizationId && { organizationId }) });
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
      if (found.code === 'CONFLICT') router.refresh();
    }
  }
  return { unlock, busy, problem };
}
