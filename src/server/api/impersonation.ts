import { AppError } from '@/shared/errors';
import type { Viewer } from '@/server/platform/db';

/** What ends it, and nothing else that changes anything. */
const END = 'impersonation.end';

/** What stays with its owner: how they sign in and from where, their tokens and keys, their copies, what they write to others. A whole router, or one procedure. */
const PRIVATE: readonly string[] = ['security.', 'tokens.', 'privacy.', 'messages.', 'notifications.list', 'webhookEndpoints.', 'account.sessions', 'platforms.keys', 'platforms.signers', 'platformStats.links', 'discovery.signals'];

const isPrivate = (path: string) => PRIVATE.some((one) => (one.endsWith('.') ? path.startsWith(one) : path === one));

/** Whether a procedure must know who asks before it runs: reading what is not private is open to whoever may read it. */
export function mayRefuseImpersonators({ path, type }: { path: string; type: string }): boolean {
  return path !== END && (type !== 'query' || isPrivate(path));
}

/** The one refusal of everything an admin may not do who looks at the shop as somebody else. */
export function assertNotImpersonating(viewer: Viewer | null): void {
  if (viewer?.seenBy !== undefined) throw new AppError('READ_ONLY', 'You look at the shop as somebody else. You can read what is not secret, and change nothing.', { reason: 'impersonating' });
}
