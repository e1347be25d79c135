import { openPicture } from '@/server/modules/images/open-picture';
import { AppError } from '@/shared/errors';
import { parseImagePath } from '@/shared/image-address';
import type { Handler } from './call';
import { isTagKnown } from './is-tag-known';

/** GET /images/<hash>-<size>.<format>: one file of a picture. The address is made of its content, so whoever has it need never ask again. */
export const answerImage: Handler = async (request, { platform }) => {
  const image = parseImagePath(request.path);
  if (image === null) throw new AppError('NOT_FOUND', 'There is no such picture.');
  const content = await openPicture(platform, image);
  const etag = `"${image.sha256}-${image.size}.${image.format}"`;
  const headers = { etag, 'cache-control': 'public, max-age=31536000, immutable' };
  if (isTagKnown(request.header('if-none-match'), etag)) return { status: 304, headers, body: null };
  return {
    status: 200,
    headers: { ...headers, 'content-type': `image/${image.format}`, 'content-length': String(content.length) },
    body: request.method === 'HEAD' ? null : content,
  };
};
