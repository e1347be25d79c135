import { Boxes, Dices, Gauge, Landmark, LayoutDashboard, MessageSquare, Package, ReceiptText, Settings, SquareTerminal, Star, Ticket, Truck } from 'lucide-react';

/** A seller's pages, by their address below the seller's own, as the navigation lists them. */
export const SELLER_PAGES = [
  { page: '', label: 'Overview', icon: LayoutDashboard },
  { page: '/products', label: 'Products', icon: Package },
  { page: '/platforms', label: 'APIs', icon: Gauge },
  { page: '/stock', label: 'Stock', icon: Boxes },
  { page: '/drops', label: 'Drops', icon: Dices },
  { page: '/orders', label: 'Orders', icon: ReceiptText },
  { page: '/messages', label: 'Messages', icon: MessageSquare },
  { page: '/reviews', label: 'Reviews', icon: Star },
  { page: '/prompts', label: 'Prompt runs', icon: SquareTerminal },
  { page: '/payouts', label: 'Payouts', icon: Landmark },
  { page: '/coupons', label: 'Coupons', icon: Ticket },
  { page: '/shipping', label: 'Shipping', icon: Truck },
  { page: '/settings', label: 'Settings', icon: Settings },
] as const;

export type SellerPageName = (typeof SELLER_PAGES)[number]['page'];
