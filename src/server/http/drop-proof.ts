import { getDropProof } from '@/server/modules/drops/get-drop-proof';
import { AppError } from '@/shared/errors';
import { isId } from '@/shared/ids';
import { jsonReply, type Call, type HttpRequest, type Reply } from './call';

export const DROP_PROOF_PREFIX = '/api/drops/';

/** GET /api/drops/<drop>: the proof of a draw as plain JSON, for everybody to keep and to draw again with `npm run drop:verify`. */
export async function answerDropProof(request: HttpRequest, { platform }: Call): Promise<Reply> {
  const dropId = request.path.slice(DROP_PROOF_PREFIX.length);
  if (!isId('drop', dropId)) throw new AppError('NOT_FOUND', 'There is no such drop.');
  const reply = jsonReply(200, await getDropProof(platform.db, dropId));
  if (request.method === 'HEAD') reply.body = null;
  return reply;
}
