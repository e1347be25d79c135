import { getViewer } from '@/server/modules/identity/get-viewer';
import { receiveSellerUpload } from '@/server/modules/publishing/receive-seller-upload';
import { TenantSlug } from '@/shared/contracts/organizations';
import { AppError } from '@/shared/errors';
import { jsonReply, type Handler } from './call';
import { assertSameOrigin } from './same-origin';

/**
 * POST /api/seller/uploads?seller=…&purpose=image|version receives the bytes of a picture or of a version's file, as a plain body with its Content-Length; answers with the id that
 * `products.addImage` and `products.addVersion` ask for.
 */
export const answerSellerUpload: Handler = async (request, call) => {
  assertSameOrigin(request, call.platform.env.PUBLIC_URL);
  const viewer = await getViewer(call.platform, request.header('cookie'));
  if (viewer === null) throw new AppError('UNAUTHENTICATED', 'Please sign in first.');
  call.userId = viewer.userId;
  const query = new URLSearchParams(request.search);
  const seller = TenantSlug.safeParse(query.get('seller'));
  if (!seller.success) throw new AppError('NOT_FOUND', 'You have no such seller.');
  const purpose = query.get('purpose');
  if (purpose !== 'image' && purpose !== 'version') throw new AppError('INVALID_INPUT', 'Say what the file is for: image or version.', { field: 'purpose' });
  const { body } = request.toFetch();
  if (body === null) throw new AppError('INVALID_INPUT', 'The upload is empty.', { field: 'content-length' });
  const upload = await receiveSellerUpload(call.platform, { viewer, seller: seller.data, purpose, body, bytes: Number(request.header('content-length') ?? NaN) });
  return jsonReply(201, upload);
};
