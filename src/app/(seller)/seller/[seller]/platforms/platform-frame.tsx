import type { ReactNode } from 'react';
import type { PlatformView } from '@/shared/contracts/platform-views';
import { Breadcrumbs } from '@/ui/breadcrumbs';
import { Chip } from '@/ui/chip';
import { TabLinks } from '@/ui/tab-links';
import { SellerFrame } from '../seller-frame';

const PAGES = [
  { page: '', label: 'Overview' },
  { page: '/quick-start', label: 'Quick start' },
  { page: '/tiers', label: 'Tiers' },
  { page: '/keys', label: 'Keys' },
  { page: '/customers', label: 'Customers' },
  { page: '/stats', label: 'Statistics' },
  { page: '/webhooks', label: 'Webhooks' },
  { page: '/go-live', label: 'Go live' },
] as const;

export type PlatformPageName = (typeof PAGES)[number]['page'];

/** Where a platform stands, in a word. */
export function PlatformChip({ liveAt, archivedAt }: { liveAt: string | null; archivedAt: string | null }) {
  if (archivedAt !== null) return <Chip>Archived</Chip>;
  return liveAt === null ? <Chip>Preview</Chip> : <Chip tone="ok">Live</Chip>;
}

/** The frame of a platform's pages; `current` is the open one's address below the platform's own. */
export function PlatformFrame({ seller, platform, current, children }: { seller: { slug: string; name: string }; platform: PlatformView; current: PlatformPageName; children: ReactNode }) {
  const home = `/seller/${seller.slug}/platforms/${platform.id}`;
  const links = PAGES.filter(({ page }) => page !== '/go-live' || platform.liveAt === null).map(({ page, label }) => ({ href: `${home}${page}`, label }));
  return (
    <SellerFrame seller={seller} current="/platforms">
      <Breadcrumbs trail={[{ href: `/seller/${seller.slug}/platforms`, label: 'APIs' }]} />
      <div className="mt-2 flex flex-wrap items-center gap-3"><h1 className="d3 break-words min-w-0">{platform.name}</h1><PlatformChip {...platform} /></div>
      <p className="mono text-ink-2 mt-1">{platform.id}</p>
      <div className="mt-5"><TabLinks label={platform.name} links={links} current={`${home}${current}`} /></div>
      <div className="mt-6">{children}</div>
    </SellerFrame>
  );
}

/** Which of the two worlds a page shows, once there are two. */
export function ModeLinks({ href, mode, liveAt }: { href: string; mode: 'preview' | 'live'; liveAt: string | null }) {
  if (liveAt === null) return <p className="text-sm text-ink-2">The preview world. The live one opens when you go live.</p>;
  return (
    <nav aria-label="World" className="flex flex-wrap gap-x-4 text-[15px]">
      {(['live', 'preview'] as const).map((one) => (
        <a key={one} href={`${href}?mode=${one}`} aria-current={one === mode ? 'true' : undefined} className={`tap ${one === mode ? 'font-semibold' : 'link text-ink-2'}`}>{one === 'live' ? 'Live' : 'Preview'}</a>
      ))}
    </nav>
  );
}
