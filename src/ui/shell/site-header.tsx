import clsx from 'clsx';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { Logo } from '@/ui/shell/logo';
import { PhoneMenu } from '@/ui/shell/phone-menu';
import { SearchForm } from '@/ui/shell/search-form';

export interface NavItem {
  href: string;
  label: string;
  /** Left out of the bar while the search would lose its room; the phone menu has it. */
  isExtra?: boolean;
}

export interface SiteHeaderProps {
  links: readonly NavItem[];
  /** The `href` of the link the page belongs under. */
  current?: string;
  /** Where the search form leads; it sends `q`. */
  searchHref: string;
  /** Pages with a search of their own leave this one out. */
  search?: boolean;
  /** What rings for the signed-in. On a phone it comes before all else and grows to the left, on wider screens it has its place kept: nothing moves when it appears. */
  notices?: ReactNode;
  /** The way to the cart. */
  cart?: ReactNode;
  /** The account menu or the way in. */
  account: ReactNode;
  /** The same, as a list for the phone menu. */
  phoneAccount: ReactNode;
}

export function SiteHeader({ links, current, searchHref, search = true, notices, cart, account, phoneAccount }: SiteHeaderProps) {
  return (
    <header className="site-header border-b border-line bg-bg">
      <div className="wrap flex items-center gap-2 lg:gap-6 h-16">
        <Logo />
        <nav aria-label="Main" className="hidden lg:flex items-center gap-1 text-[15px] font-medium">
          {links.map((link) => (
            <a key={link.href} href={link.href} aria-current={link.href === current ? 'page' : undefined}
              className={clsx('px-3 min-h-11 items-center rounded-2 hover:bg-sunken', link.isExtra ? 'hidden xl:flex' : 'flex', link.href === current ? 'text-ink font-semibold' : 'text-ink-2')}>
              {link.label}
            </a>
          ))}
        </nav>
        {search && <SearchForm action={searchHref} label="Site" placeholder="Search the shop" className="max-lg:hidden flex-1 max-w-[440px] ml-auto" />}
        <div className={clsx('flex flex-1 items-center justify-end lg:gap-2', search && 'lg:flex-none')}>
          <div className="lg:hidden flex items-center">{notices}</div>
          <a href={searchHref} aria-label="Search" className="icon-btn lg:hidden"><Search className="ic size-5" aria-hidden="true" /></a>
          {cart}
          <div className="max-lg:hidden flex items-center justify-end min-w-24">{notices}{account}</div>
          <PhoneMenu links={links} current={current} account={phoneAccount} />
        </div>
      </div>
    </header>
  );
}
