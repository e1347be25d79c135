import { AppError } from '@/shared/errors';
import { isId } from '@/shared/ids';
import { getPreviewDocument } from '@/server/modules/catalog/get-preview-document';
import type { Call, HttpRequest, Reply } from './call';

export const PREVIEW_PREFIX = '/api/preview/';

/**
 * What a stranger's document may do: look the way it wants. `sandbox` without words gives it an opaque origin, no script, no form, no navigation of the
 * page around it; `default-src 'none'` lets it load nothing. Only our own pages may frame it.
 */
const POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const PATH = /^\/api\/preview\/([a-z0-9_]+)(?:\/(\d{1,4})\/(\d{1,4}))?$/;

/** GET /api/preview/<asset>[/<cell>/<output>]: a document for `<iframe sandbox>`, the same for everyone. */
export async function answerPreview(request: HttpRequest, { platform }: Call): Promise<Reply> {
  const [, assetId = '', cell, output] = PATH.exec(request.path) ?? [];
  if (!isId('asset', assetId)) throw new AppError('NOT_FOUND', 'There is nothing at this address.');
  const document = await getPreviewDocument(platform, { assetId, place: cell === undefined ? null : { cell: Number(cell), output: Number(output) } });
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'x-frame-options': 'SAMEORIGIN',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'public, max-age=300',
    },
    body: request.method === 'HEAD' ? null : document,
  };
}
