import { assertSellerMember } from '@/server/modules/sellers/assert-seller-member';
import type { Database, Viewer } from '@/server/platform/db';
import type { OwnProductInput, ProductEditorView } from '@/shared/contracts/publishing';
import { AppError } from '@/shared/errors';
import { findEditedProduct } from './editor.queries';
import { toEditorView } from './to-editor-view';

/** A product as a member of its seller edits it, wherever it stands; in one statement, as that person. Throws NOT_FOUND. */
export async function getOwnProduct(db: Database, { viewer, input }: { viewer: Viewer; input: OwnProductInput }): Promise<ProductEditorView> {
  const { sellerId } = await assertSellerMember(db, { viewer, sellerSlug: input.seller });
  const row = await findEditedProduct(db.readAs(viewer), { productId: input.productId, sellerId });
  if (!row) throw new AppError('NOT_FOUND', 'You have no such product.');
  return toEditorView(row);
}
