import { Check, Clock, PackageCheck, RotateCcw, Truck, X } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Chip, type ChipTone } from '@/ui/chip';

const STATUSES: Record<string, { word: string; tone: ChipTone; icon: LucideIcon }> = {
  pending: { word: 'Not paid yet', tone: 'warn', icon: Clock },
  awaiting_payment: { word: 'Payment on its way', tone: 'warn', icon: Clock },
  paid: { word: 'Paid', tone: 'ok', icon: Check },
  failed: { word: 'Payment failed', tone: 'danger', icon: X },
  expired: { word: 'Closed, not paid', tone: 'mute', icon: X },
  canceled: { word: 'Canceled', tone: 'mute', icon: X },
  partially_refunded: { word: 'Partly refunded', tone: 'mute', icon: RotateCcw },
  refunded: { word: 'Refunded', tone: 'mute', icon: RotateCcw },
};

/** Where an order stands, in a word. */
export function OrderStatusChip({ status }: { status: string }) {
  const { word, tone, icon } = STATUSES[status] ?? { word: status, tone: 'mute' as const, icon: Clock };
  return <Chip tone={tone} icon={icon}>{word}</Chip>;
}

const FULFILMENTS: Record<string, { word: string; tone: ChipTone; icon: LucideIcon }> = {
  unshipped: { word: 'To be shipped', tone: 'warn', icon: Clock },
  partially_shipped: { word: 'Partly shipped', tone: 'warn', icon: Truck },
  shipped: { word: 'Shipped', tone: 'ok', icon: Truck },
  delivered: { word: 'Delivered', tone: 'ok', icon: PackageCheck },
  canceled: { word: 'Canceled', tone: 'mute', icon: X },
};

/** Where a seller's parcels stand, in a word; nothing where nothing is shipped. */
export function FulfilmentChip({ fulfilment }: { fulfilment: string }) {
  const found = FULFILMENTS[fulfilment];
  return found ? <Chip tone={found.tone} icon={found.icon}>{found.word}</Chip> : null;
}
