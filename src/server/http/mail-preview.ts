import { getMailPreview } from '@/server/modules/notifications/get-mail-preview';
import { getViewer } from '@/server/modules/identity/get-viewer';
import type { Call, HttpRequest, Reply } from './call';

export const MAIL_PREVIEW_PREFIX = '/api/dev/mails/';

/** A mail brings its own styles and nothing else; it runs nothing and loads nothing. */
const POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** GET /api/dev/mails/<name>: a template with fixture data and the viewer's dates, for the frame of the page that lists them all. Nothing is there outside of development and the embedded default. */
export async function answerMailPreview(request: HttpRequest, { platform }: Call): Promise<Reply> {
  const viewer = await getViewer(platform, request.header('cookie'));
  const { html } = getMailPreview(platform, { name: request.path.slice(MAIL_PREVIEW_PREFIX.length), formats: viewer?.formats });
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY, 'x-frame-options': 'SAMEORIGIN', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };
  return { status: 200, headers, body: request.method === 'HEAD' ? null : html };
}
