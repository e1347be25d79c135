import type { Env } from '@/server/platform/env';
import type { UsageLinkView } from '@/shared/contracts/platform-stats';
import type { LinkRow } from './links.queries';
import { toUsageToken } from './sign-usage-link';

/** Pure. */
export function toUsageLinkView(link: LinkRow, { PUBLIC_URL, DOWNLOAD_SECRET }: Pick<Env, 'PUBLIC_URL' | 'DOWNLOAD_SECRET'>): UsageLinkView {
  return { id: link.id, url: `${PUBLIC_URL}/usage/${toUsageToken(link, DOWNLOAD_SECRET)}`, expiresAt: link.expiresAt.toISOString(), createdAt: link.createdAt.toISOString() };
}
