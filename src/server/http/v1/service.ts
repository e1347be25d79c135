import { createHash } from 'node:crypto';
import { isReady } from '@/server/platform/is-ready';
import { clock } from '@/server/platform/clock';
import { toOpenApi } from '@/shared/contracts/v1/to-openapi';
import { AppError } from '@/shared/errors';
import type { Handler } from '../call';
import type { Handlers } from './handler';

export const serviceHandlers: Handlers<'getHealth'> = {
  getHealth: async ({ call }) => {
    if (!(await isReady(call.platform.db))) throw new AppError('UNAVAILABLE', 'The database does not answer.', { reason: 'not_ready', retryAfterSeconds: 5 });
    return { status: 'ok', at: clock.now().toISOString() };
  },
};

export const DESCRIPTION_PATH = '/api/v1/openapi.json';

let written: { publicUrl: string; text: string; etag: string } | undefined;

/** `GET /api/v1/openapi.json`: written once per process; every site may read it. */
export const answerDescription: Handler = (request, { platform }) => {
  const publicUrl = platform.env.PUBLIC_URL;
  if (written?.publicUrl !== publicUrl) {
    const text = JSON.stringify(toOpenApi(publicUrl));
    written = { publicUrl, text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"` };
  }
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'public, max-age=300', etag: written.etag, 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
  const isKnown = request.header('if-none-match')?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === written?.etag) ?? false;
  return Promise.resolve(isKnown ? { status: 304, headers, body: null } : { status: 200, headers, body: written.text });
};
