'use client';

import { useEffect, useState } from 'react';
import type { CardView } from '@/shared/contracts/subscriptions';
import { api } from '@/trpc/browser';

const NAMES: Record<string, string> = { visa: 'Visa', mastercard: 'Mastercard', amex: 'American Express' };

/** The card, asked of Stripe after the page is there: the page does not wait for it. */
export function CardLine({ subscriptionId }: { subscriptionId: string }) {
  const [card, setCard] = useState<CardView | null | 'unknown' | undefined>();
  useEffect(() => {
    let isGone = false;
    const show = (found: CardView | null | 'unknown') => { if (!isGone) setCard(found); };
    api.subscriptions.card.query({ subscriptionId }).then(show, () => show('unknown'));
    return () => { isGone = true; };
  }, [subscriptionId]);
  if (card === undefined) return <span className="text-ink-2">Asking Stripe</span>;
  if (card === 'unknown') return <span className="text-ink-2">Stripe does not answer just now</span>;
  if (card === null) return <span className="text-ink-2">None</span>;
  return <>{NAMES[card.brand] ?? card.brand} ending in {card.last4}, until {card.expires}</>;
}
