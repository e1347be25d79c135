import type { ReactNode } from 'react';
import { MessagesLink } from '@/app/_messages/messages-link';
import { AccountSlot } from '@/app/account-slot';
import { BellLink } from '@/app/bell-link';
import { ConsentBanner, ConsentButton } from '@/app/consent';
import { CartLink } from '@/app/cart-link';
import { PageFrame } from '@/ui/shell/page-frame';
import { ShortcutsButton } from '@/app/palette/shortcuts-button';
import { SiteFooter } from '@/ui/shell/site-footer';
import { SiteHeader } from '@/ui/shell/site-header';

const SHELVES = [
  { href: '/marketplace?type=node', label: 'Node kits' },
  { href: '/marketplace?type=next', label: 'Next kits' },
  { href: '/marketplace?type=runbook', label: 'Runbooks' },
  { href: '/marketplace?type=jupyter', label: 'Notebooks' },
  { href: '/marketplace?type=prompt', label: 'Prompts' },
] as const;

const BUNDLES = { href: '/marketplace/bundles', label: 'Bundles' };
const MEMBERSHIP = { href: '/membership', label: 'Membership' };
const HEADER_LINKS = [{ href: '/marketplace', label: 'Browse' }, BUNDLES, ...SHELVES.slice(2).map((shelf) => ({ ...shelf, isExtra: true })), MEMBERSHIP, { href: '/seller', label: 'Sell' }];

const FOOTER_GROUPS = [
  { title: 'Shop', links: [{ href: '/marketplace', label: 'Marketplace' }, BUNDLES, ...SHELVES, { href: '/marketplace?type=sneaker', label: 'Sneakers' }, MEMBERSHIP] },
  { title: 'Account', links: [{ href: '/account/keys', label: 'Keys' }, { href: '/account/orders', label: 'Orders' }, { href: '/account/billing', label: 'Billing' }] },
  { title: 'For programs', links: [{ href: '/docs/api', label: 'API reference' }, { href: '/account/tokens', label: 'Tokens' }] },
];

export interface PageShellProps {
  /** The header link the page belongs under, by its `href`. */
  current?: string;
  /** False on pages with a search of their own. */
  search?: boolean;
  /** False on dashboards. Without it nobody is asked about cookies either: the question must not stand before somebody's work. */
  footer?: boolean;
  children: ReactNode;
}

/** The frame of every page but sign-in: header, main, footer. Holds nothing of the viewer, so a page in it can be cached; the account fills in from the browser. */
export function PageShell({ current, search = true, footer = true, children }: PageShellProps) {
  return (
    <PageFrame
      header={<SiteHeader links={HEADER_LINKS} current={current} searchHref="/marketplace" search={search} notices={<><MessagesLink /><BellLink /></>} cart={<CartLink current={current === '/cart'} />} account={<AccountSlot />} phoneAccount={<AccountSlot phone />} />}
      footer={footer && (
        <SiteFooter groups={FOOTER_GROUPS}>
          <p>Open source under the MIT licence. Run it yourself, or sell on ours.</p>
          <div className="mt-2 flex flex-wrap gap-x-5"><ShortcutsButton /><ConsentButton /></div>
        </SiteFooter>
      )}
    >
      {children}
      {footer && <ConsentBanner />}
    </PageFrame>
  );
}
