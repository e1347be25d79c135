import { Bell, Building2, CreditCard, EyeOff, Heart, KeyRound, MessageSquare, Receipt, ShieldCheck, Terminal, UserRound } from 'lucide-react';

/** A person's own pages, as their navigation lists them. */
export const ACCOUNT_PAGES = [
  { href: '/account/keys', label: 'Keys', icon: KeyRound },
  { href: '/account/favorites', label: 'Favourites', icon: Heart },
  { href: '/account/orders', label: 'Orders', icon: Receipt },
  { href: '/account/billing', label: 'Billing', icon: CreditCard },
  { href: '/account/messages', label: 'Messages', icon: MessageSquare },
  { href: '/account/notifications', label: 'Notifications', icon: Bell },
  { href: '/account/organizations', label: 'Organizations', icon: Building2 },
  { href: '/account/tokens', label: 'Tokens', icon: Terminal },
  { href: '/account/profile', label: 'Profile', icon: UserRound },
  { href: '/account/security', label: 'Security', icon: ShieldCheck },
  { href: '/account/privacy', label: 'Privacy', icon: EyeOff },
];
