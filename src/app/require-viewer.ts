import { notFound, redirect } from 'next/navigation';
import { PLAIN_FORMATS } from '@/shared/moment-text';
import { caller } from '@/trpc/server';

/** Pages of what stays with its owner. The procedures refuse by themselves; this says so in words. */
const PRIVATE_PAGES = ['/account/security', '/account/tokens', '/account/messages', '/account/notifications', '/account/privacy'];

/** Procedures as the signed-in person, and how they like dates; visitors are sent to sign in and come back to `path`. The procedures check again. */
export async function requireViewer(path: string) {
  const api = await caller();
  const viewer = await api.account.viewer();
  if (!viewer) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  if (viewer.seenBy !== undefined && PRIVATE_PAGES.some((page) => path.startsWith(page))) redirect('/account/withheld');
  return { api, viewer, formats: viewer.formats ?? PLAIN_FORMATS };
}

/** The same for admins; to others the page does not exist. One who has not set up the second step is sent to do that first. */
export async function requireAdmin(path: string) {
  const { api, viewer } = await requireViewer(path);
  if (viewer.withheld === 'admin') redirect('/account/security?for=admin');
  if (viewer.role !== 'admin') notFound();
  return { api, viewer };
}
