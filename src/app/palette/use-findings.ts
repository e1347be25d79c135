'use client';

import { keepPreviousData } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { ACCOUNT_PAGES } from '@/app/(account)/account/account-pages';
import { ADMIN_PAGES } from '@/app/(admin)/admin/admin-pages';
import { SELLER_PAGES } from '@/app/(seller)/seller/[seller]/seller-pages';
import { readViewer, watchViewer } from '@/app/viewer';
import { kindAndVersion, TYPE_WORDS } from '@/shared/product-words';
import { trpc } from '@/trpc/client';
import { findPlaces, type Place } from './places';

/** What was found of one sort. */
export interface Group {
  title: string;
  places: Place[];
}

const STORE: readonly Place[] = [
  { href: '/', label: 'Front page', note: 'Shop' },
  { href: '/marketplace', label: 'Marketplace', note: 'Shop' },
  ...Object.entries(TYPE_WORDS).map(([type, { many }]) => ({ href: type === 'bundle' ? '/marketplace/bundles' : `/marketplace?type=${type}`, label: many, note: 'Shelf' })),
  { href: '/membership', label: 'Membership', note: 'Shop' },
  { href: '/cart', label: 'Cart', note: 'Shop' },
  { href: '/docs/api', label: 'API reference', note: 'For programs' },
];

/** Everything the text leads to, from pages, the catalogue, and what is the viewer's own. */
export function useFindings(text: string): { groups: Group[]; isLooking: boolean } {
  const viewer = useSyncExternalStore(watchViewer, readViewer, () => undefined);
  const isMember = Boolean(viewer);
  const query = text.trim();
  const products = trpc.catalog.list.useQuery({ q: query, limit: 6, withFacets: false }, { enabled: query.length > 1 && !query.includes('\0'), placeholderData: keepPreviousData });
  const sellers = trpc.sellers.mine.useQuery(undefined, { enabled: isMember });
  const keys = trpc.entitlements.list.useQuery(undefined, { enabled: isMember });
  const orders = trpc.orders.list.useQuery({ limit: 50 }, { enabled: isMember });

  const pages: Place[] = [
    ...(isMember ? ACCOUNT_PAGES.map(({ href, label }) => ({ href, label, note: 'Account' })) : [{ href: '/sign-in', label: 'Sign in', note: 'Account' }]),
    ...STORE,
    ...(sellers.data ?? []).flatMap(({ slug, name }) => SELLER_PAGES.map(({ page, label }) => ({ href: `/seller/${slug}${page}`, label, note: name }))),
    ...(viewer?.staff ? ADMIN_PAGES.map(({ href, label }) => ({ href, label, note: 'Admin' })) : []),
  ];
  const owned = (keys.data ?? []).map(({ slug, title, type, latestVersion }) => ({ href: `/marketplace/${slug}`, label: title, note: kindAndVersion(type, latestVersion) }));
  const bought = (orders.data?.items ?? []).map(({ id, number, items }) => ({ href: `/account/orders/${id}`, label: number, note: items.map(({ title }) => title).join(', ') }));
  const found = query.length > 1 ? (products.data?.items ?? []).map(({ slug, title, sellerName }) => ({ href: `/marketplace/${slug}`, label: title, note: sellerName })) : [];
  const groups = [
    { title: 'Yours', places: query === '' ? [] : findPlaces(owned, text, 4) },
    { title: 'Orders', places: query === '' ? [] : findPlaces(bought, text, 4) },
    // A page fits only where every word typed begins one of its own, so it is what is meant; products are found by likeness too.
    { title: 'Go to', places: findPlaces(pages, text, 8) },
    { title: 'Products', places: found },
  ];
  return { groups: groups.filter(({ places }) => places.length > 0), isLooking: products.isFetching && found.length === 0 };
}
