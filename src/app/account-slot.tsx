'use client';

import { CreditCard, KeyRound, Receipt, ShieldCheck, Store } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { readViewer, signOutViewer, watchViewer } from '@/app/viewer';
import { LinkButton } from '@/ui/button';
import { AccountList, AccountMenu } from '@/ui/shell/account-menu';

const LINKS = [
  { href: '/account/keys', label: 'Keys', icon: KeyRound },
  { href: '/account/orders', label: 'Orders', icon: Receipt },
  { href: '/account/billing', label: 'Billing', icon: CreditCard },
  { href: '/seller', label: 'Selling', icon: Store },
];
const ADMIN_LINK = { href: '/admin', label: 'Admin', icon: ShieldCheck };

/** The viewer's corner of the header: their menu, or the way in. Empty, at its final size, until the browser knows. */
export function AccountSlot({ phone = false }: { phone?: boolean }) {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  if (viewer === undefined) return <span className={phone ? 'block min-h-11' : 'block h-11'} />;
  if (viewer === null) return <LinkButton href="/sign-in" wide={phone} className={phone ? undefined : 'min-h-[42px]'}>Sign in</LinkButton>;
  const links = viewer.staff ? [...LINKS, ADMIN_LINK] : LINKS;
  const props = { name: viewer.name, links, onSignOut: signOutViewer };
  return phone ? <AccountList {...props} /> : <AccountMenu {...props} />;
}
