import { MAX_PICTURE_BYTES } from '@/server/modules/images/inspect-picture';
import { getViewer } from '@/server/modules/identity/get-viewer';
import { setAvatar } from '@/server/modules/identity/set-avatar';
import { AppError } from '@/shared/errors';
import { jsonReply, type Handler } from './call';
import { assertSameOrigin } from './same-origin';

export const AVATAR_PATH = '/api/account/avatar';

/** POST /api/account/avatar: the bytes of the viewer's own picture, as a plain body. Answers where it is shown. */
export const answerAvatar: Handler = async (request, call) => {
  assertSameOrigin(request, call.platform.env.PUBLIC_URL);
  const viewer = await getViewer(call.platform, request.header('cookie'));
  if (viewer === null) throw new AppError('UNAUTHENTICATED', 'Please sign in first.');
  call.userId = viewer.userId;
  return jsonReply(201, { avatar: await setAvatar(call.platform, viewer, await request.body(MAX_PICTURE_BYTES)) });
};
