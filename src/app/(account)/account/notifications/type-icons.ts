import { Bell, CreditCard, Download, Gavel, Hourglass, MessageSquare, Package, PackageOpen, Receipt, RefreshCw, RotateCcw, ShieldCheck, Star, Store, Tag, Ticket, TriangleAlert, Truck, Users, Wallet, type LucideIcon } from 'lucide-react';
import type { NotificationType } from '@/shared/notification-types';

/** Each stands beside a notification's words, never alone. */
export const TYPE_ICONS: Record<NotificationType, LucideIcon> = {
  receipt: Receipt,
  refund: RotateCcw,
  subscription: CreditCard,
  shipped: Truck,
  return: PackageOpen,
  message: MessageSquare,
  cart_reminder: Bell,
  new_version: RefreshCw,
  price_drop: Tag,
  back_in_stock: Package,
  drop_starting: Hourglass,
  drop_won: Ticket,
  review_reply: MessageSquare,
  order_to_ship: Package,
  payout: Wallet,
  review: Star,
  stock_low: TriangleAlert,
  limit_reached: TriangleAlert,
  selling: Store,
  dispute: Gavel,
  moderation: Gavel,
  security: ShieldCheck,
  data_export: Download,
  invitation: Users,
  desk: Bell,
};
