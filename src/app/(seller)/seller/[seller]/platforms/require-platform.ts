import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { PlatformInput } from '@/shared/contracts/platforms';
import { asNotFoundPage } from '@/trpc/as-not-found-page';
import { requireSeller } from '../require-seller';

export interface PlatformParams {
  params: Promise<{ seller: string; platformId: string }>;
}

const findPlatform = cache(async (slug: string, platformId: string, page: string) => {
  const { api, seller } = await requireSeller(slug, `/platforms/${platformId}${page}`);
  const input = PlatformInput.safeParse({ seller: slug, platformId });
  if (!input.success) notFound();
  const platform = await api.platforms.byId(input.data).catch(asNotFoundPage);
  return { api, seller, platform, input: input.data, mayChange: seller.role !== 'member' && platform.archivedAt === null };
});

/** Procedures as the signed-in person, the seller, and the platform of this address; to others there is no such page. `page` is the address below the platform's own. */
export async function requirePlatform({ params }: PlatformParams, page: string) {
  const { seller, platformId } = await params;
  return findPlatform(seller, platformId, page);
}

/** The title of one of a platform's pages: what it shows, and of which platform. */
export const titleOf = (word: string, page: string) => async (props: PlatformParams): Promise<Metadata> => ({ title: `${word}, ${(await requirePlatform(props, page)).platform.name}` });

/** The world a page shows: the one asked for in `?mode=`, else live once there is one. */
export function toMode(asked: string | string[] | undefined, { liveAt }: { liveAt: string | null }): 'preview' | 'live' {
  if (liveAt === null) return 'preview';
  return [asked].flat()[0] === 'preview' ? 'preview' : 'live';
}
