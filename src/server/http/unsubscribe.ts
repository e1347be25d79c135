import { chooseByLink } from '@/server/modules/notifications/choose-by-link';
import type { Call, HttpRequest, Reply } from './call';

export const UNSUBSCRIBE_PREFIX = '/api/unsubscribe/';
const MAX_BYTES = 4 * 1024;

/**
 * GET leads to a page with a button and changes nothing: scanners and previews follow links. POST ends mail of the link's type. A mail program posts
 * `List-Unsubscribe=One-Click` (RFC 8058), without a cookie and as a form of either encoding, and is to be answered without a redirect; the page's own form says
 * what it wants and is led back. The link is the right, so it does not matter from where it is posted.
 */
export async function answerUnsubscribe(request: HttpRequest, { platform }: Call): Promise<Reply> {
  const token = request.path.slice(UNSUBSCRIBE_PREFIX.length);
  // Of a form's fields nothing but ours counts, so whatever else was posted is the one click.
  const back = { status: 303, headers: { location: `/unsubscribe/${token}`, 'cache-control': 'no-store' }, body: null };
  if (request.method !== 'POST') return back;
  const fields = new URLSearchParams((await request.body(MAX_BYTES)).toString('utf8'));
  const choice = fields.get('choice');
  await chooseByLink(platform, { token, on: choice === 'on' });
  if (choice !== null) return back;
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }, body: 'You get no more mail of this kind.\n' };
}
