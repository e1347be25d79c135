import type { Database, Viewer } from '@/server/platform/db';
import type { ProductEditorView, ReviewedProductInput } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { findEditedProduct } from './editor.queries';
import { toEditorView } from './to-editor-view';

/** Any seller's product as an admin looks at it, wherever it stands. Throws FORBIDDEN, NOT_FOUND. */
export async function getReviewedProduct(db: Database, { viewer, input }: { viewer: Viewer; input: ReviewedProductInput }): Promise<ProductEditorView> {
  if (viewer.role !== 'admin') throw new AppError('FORBIDDEN', 'This is for admins.');
  const row = await findEditedProduct(db.readAsService('admins look at a product before it is published'), { productId: input.productId, sellerId: null });
  if (!row) throw new AppError('NOT_FOUND', 'There is no such product.');
  return toEditorView(row);
}
